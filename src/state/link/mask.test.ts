import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMask, knownFor, MASK_PRESETS, formatMask, parseMask, paintMask } from './mask';

const masks = fc.uint8Array({ minLength: 784, maxLength: 784, max: 1 });
const read = (text: string): Uint8Array => {
  const missing = parseMask(text);
  if (!missing) throw new Error(`${text} is not a mask`);
  return missing;
};
const count = (mask: Uint8Array): number => mask.reduce((sum, value) => sum + value, 0);

describe('a mask in a link', () => {
  it('comes back unchanged', () => {
    fc.assert(
      fc.property(masks, (mask) => {
        expect(read(formatMask(mask))).toEqual(mask);
      }),
    );
  });

  it('is a preset’s name if it equals that preset', () => {
    for (const name of MASK_PRESETS) expect(formatMask(read(name))).toBe(name);
    expect(count(read('lower'))).toBe(392);
    expect(count(read('stripe'))).toBe(8 * 28);
    expect(count(read('box'))).toBe(144);
  });

  it('refuses text that is not a mask', () => {
    for (const text of ['', 'm.', 'm.AAAA', 'toString', `m.${'*'.repeat(131)}`])
      expect(isMask(text)).toBe(false);
  });
});

describe('painted', () => {
  it('takes away the pixels under a stroke, and gives them back', () => {
    const none = new Uint8Array(784);
    const points = [
      { x: 10.5, y: 10.5 },
      { x: 14.5, y: 10.5 },
    ];
    const away = paintMask(none, { points, radius: 0.5 });
    expect([...away.keys()].filter((i) => away[i] === 1)).toEqual([10, 11, 12, 13, 14].map((x) => 280 + x));
    expect(paintMask(away, { points, radius: 0.5, erase: true })).toEqual(none);
  });
});

describe('knownFor', () => {
  it('counts the mean of four pixels as known only if all four are', () => {
    fc.assert(
      fc.property(masks, fc.nat(13), fc.nat(13), (missing, column, row) => {
        const corner = 2 * row * 28 + 2 * column;
        const all = [0, 1, 28, 29].every((step) => missing[corner + step] === 0);
        expect(knownFor(missing, 14)[row * 14 + column]).toBe(Number(all));
      }),
    );
    expect(knownFor(read('lower'), 28)).toEqual(read('upper'));
  });
});
