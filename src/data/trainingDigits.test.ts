import { describe, expect, it } from 'vitest';
import { EVERY_CLASS } from '../diffusion/exact';
import { PIXELS, SIDE, type Pack } from './pack';
import type { PackInfo } from './packs';
import { allBut, digitSet } from './trainingDigits';

const pack = (first: number, labels: number[]): Pack => ({
  info: { name: 'train-0', split: 'train', first, count: labels.length } as PackInfo,
  labels: Uint8Array.from(labels),
  // Digit n of the split is n everywhere.
  pixels: Uint8Array.from({ length: labels.length * PIXELS }, (_, i) => first + Math.floor(i / PIXELS)),
});
const packs = [pack(0, [5, 0, 4]), pack(3, [5, 5])];
const firsts = (pixels: Uint8Array, size: number): number[] =>
  [...pixels].filter((_, i) => i % size ** 2 === 0);

describe('digitSet', () => {
  it('takes the first digits across packs', () => {
    const { pixels, labels } = digitSet(packs, { first: 4, label: EVERY_CLASS, size: SIDE });
    expect([...labels]).toEqual([5, 0, 4, 5]);
    expect(firsts(pixels, SIDE)).toEqual([0, 1, 2, 3]);
  });

  it('takes at most so many of one class among them', () => {
    const { pixels, labels } = digitSet(packs, { first: 5, label: 5, size: SIDE, most: 2 });
    expect([...labels]).toEqual([5, 5]);
    expect(firsts(pixels, SIDE)).toEqual([0, 3]);
  });

  it.each([
    [5, [0, 4]],
    [0, [5, 4, 5, 5]],
    [9, [5, 0, 4, 5, 5]],
  ])('leaves out every %i', (left, expected) => {
    const { pixels, labels } = digitSet(packs, { first: 5, label: allBut(left), size: SIDE });
    expect([...labels]).toEqual(expected);
    expect(pixels).toHaveLength(expected.length * PIXELS);
  });

  it('halves the size', () => {
    const { pixels } = digitSet(packs, { first: 5, label: 5, size: 14 });
    expect(pixels).toHaveLength(3 * 196);
    expect(firsts(pixels, 14)).toEqual([0, 3, 4]);
  });
});
