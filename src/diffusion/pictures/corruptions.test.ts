import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blank,
  cut,
  flipped,
  inverted,
  joined,
  pureNoise,
  quarterTurn,
  shuffled,
  turned,
} from './corruptions';
import { key } from '../random';

const of = (...values: number[]): Float32Array => Float32Array.from(values);
// prettier-ignore
const x = of(
  0.1, 0.2, 0.3,
  0.4, 0.5, 0.6,
  0.7, 0.8, 0.9,
);
const even = fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 36, maxLength: 36 });

describe('corruptions', () => {
  it('rotate, mirror, invert, cut and join as drawn', () => {
    // prettier-ignore
    expect(quarterTurn(x)).toEqual(of(
      0.7, 0.4, 0.1,
      0.8, 0.5, 0.2,
      0.9, 0.6, 0.3,
    ));
    // prettier-ignore
    expect(flipped(x)).toEqual(of(
      0.3, 0.2, 0.1,
      0.6, 0.5, 0.4,
      0.9, 0.8, 0.7,
    ));
    expect(inverted(x)[8]).toBe(Math.fround(-0.9));
    expect(cut(x)).toEqual(of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, -1, -1, -1));
    expect(joined(of(1, 2, 3, 4), of(5, 6, 7, 8))).toEqual(of(1, 2, 7, 8));
    expect(blank(2)).toEqual(of(-1, -1, -1, -1));
  });

  it('restore the picture when repeated', () => {
    fc.assert(
      fc.property(even, (picture) => {
        expect(flipped(flipped(picture))).toEqual(picture);
        expect(inverted(inverted(picture))).toEqual(picture);
        expect(quarterTurn(quarterTurn(quarterTurn(quarterTurn(picture))))).toEqual(picture);
        expect(joined(picture, picture)).toEqual(picture);
      }),
    );
  });

  it('rotate clockwise by any angle, exactly by right angles, and interpolate between them', () => {
    fc.assert(
      fc.property(even, (picture) => {
        turned(picture, 90).forEach((value, i) => expect(value).toBeCloseTo(quarterTurn(picture)[i], 5));
        turned(picture, 0).forEach((value, i) => expect(value).toBeCloseTo(picture[i], 12));
      }),
    );
    // A turn of 45 degrees: the corner comes from sqrt(2) above the centre, beyond the edge; its neighbours share pixels.
    const dot = of(-1, 1, -1, -1, -1, -1, -1, -1, -1);
    const found = turned(dot, 45);
    const far = Math.SQRT2 - 1;
    // (row 0, column 2) has its origin at row 1 - sqrt(2), column 1.
    expect(found[2]).toBeCloseTo(1 - 2 * far, 6);
    // (row 0, column 1) has its origin at row 1 - 1/sqrt(2), column 1 - 1/sqrt(2).
    const [low, left] = [1 - Math.SQRT1_2, Math.SQRT1_2];
    expect(found[1]).toBeCloseTo(2 * (1 - low) * (1 - left) - 1, 6);
    expect(found[6]).toBe(-1);
  });

  it('roughly keep a digit’s ink when rotating, and stay within the range', () => {
    const blot = new Float32Array(784).fill(-1);
    for (let row = 8; row < 20; row++) blot.fill(1, row * 28 + 12, row * 28 + 16);
    const ink = (picture: Float32Array): number => picture.reduce((sum, value) => sum + (value + 1) / 2, 0);
    for (const degrees of [10, 20, 45, 200]) {
      expect(ink(turned(blot, degrees)) / ink(blot)).toBeCloseTo(1, 1);
      expect(turned(blot, degrees).every((value) => value >= -1 && value <= 1)).toBe(true);
    }
  });

  it('shuffle and draw noise by the key', () => {
    const digits = Float32Array.from({ length: 784 }, (_, i) => i / 784);
    const once = shuffled(digits, key(1));
    expect(once).not.toEqual(digits);
    expect(once.toSorted()).toEqual(digits);
    expect(shuffled(digits, key(1))).toEqual(once);
    expect(shuffled(digits, key(2))).not.toEqual(once);
    const noise = pureNoise(28, key(3));
    expect(noise).toHaveLength(784);
    expect(pureNoise(28, key(3))).toEqual(noise);
    expect(Math.min(...noise)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...noise)).toBeLessThan(1);
    // Mean 0 and variance 1/3, each within four standard errors.
    const mean = noise.reduce((sum, value) => sum + value, 0) / 784;
    const variance = noise.reduce((sum, value) => sum + value ** 2, 0) / 784;
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(1 / 3 / 784));
    expect(Math.abs(variance - 1 / 3)).toBeLessThan(4 * Math.sqrt(4 / 45 / 784));
  });

  it('refuse pictures that are not square', () => {
    expect(() => flipped(new Float32Array(3))).toThrow(RangeError);
    expect(() => joined(new Float32Array(4), new Float32Array(9))).toThrow(RangeError);
  });
});
