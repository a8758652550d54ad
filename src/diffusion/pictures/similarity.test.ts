import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blur } from './degrade';
import { meanSquareError, psnr, rmsDifference, ssim } from './similarity';

/** What NumPy and SciPy compute, by fixtures/similarity.py. */
interface Reference {
  readonly pairs: Record<string, { readonly psnr: number; readonly ssim: number }>;
  readonly blurredAt: number[];
  /** By the standard deviation. */
  readonly blurred: Record<string, number[]>;
}

const reference = JSON.parse(readFileSync('src/diffusion/fixtures/similarity.json', 'utf8')) as Reference;
const SIDE = 28;
const picture = (at: (row: number, column: number, i: number) => number): Float32Array =>
  Float32Array.from({ length: SIDE * SIDE }, (_, i) => at(Math.floor(i / SIDE), i % SIDE, i));
const a = picture((row, column) => Math.tanh(3 * Math.sin(0.37 * row) * Math.cos(0.23 * column)));
const pairs = {
  scaled: a.map((value) => 0.7 * value),
  rippled: a.map((value, i) => Math.max(-1, Math.min(1, value + 0.3 * Math.sin(1.9 * i)))),
  inverted: a.map((value) => -value),
  unrelated: picture((row, column) => Math.cos(0.61 * row + 0.17 * column)),
};

it('the mean square of a difference, and its root', () => {
  expect(meanSquareError([1, 2], [1, 4])).toBe(2);
  expect(rmsDifference([1, 2], [1, 4])).toBeCloseTo(Math.SQRT2, 14);
  expect(() => rmsDifference([1], [1, 2])).toThrow(RangeError);
});

describe('similarity', () => {
  it.each(Object.entries(pairs))('is what NumPy computes: %s', (name, b) => {
    const expected = reference.pairs[name];
    expect(psnr(a, b)).toBeCloseTo(expected.psnr, 4);
    expect(ssim(a, b, SIDE)).toBeCloseTo(expected.ssim, 5);
    expect(ssim(b, a, SIDE)).toBeCloseTo(expected.ssim, 5);
  });

  it('is perfect for equal pictures', () => {
    expect(psnr(a, a)).toBe(Infinity);
    expect(ssim(a, a, SIDE)).toBeCloseTo(1, 12);
  });

  it('is relative to the range from black to white: a difference of 0.2 everywhere is 20 dB', () => {
    expect(psnr([-1, 0, 0.5], [-0.8, 0.2, 0.7])).toBeCloseTo(20, 10);
  });

  it('refuses pictures of different sizes', () => {
    expect(() => psnr([0, 1], [0])).toThrow('2 pixels cannot be compared with 1');
    expect(() => ssim(a, a.subarray(28), SIDE)).toThrow('cannot be compared');
    expect(() => ssim(a.subarray(0, 100), a.subarray(0, 100), 10)).toThrow('a window of 11 x 11');
  });
});

describe('blur', () => {
  it.each(Object.entries(reference.blurred))(
    'is what SciPy computes, at the edges too: %s',
    (sigma, expected) => {
      const blurred = blur(a, SIDE, Number(sigma));
      reference.blurredAt.forEach((place, i) => expect(blurred[place]).toBeCloseTo(expected[i], 5));
    },
  );
});
