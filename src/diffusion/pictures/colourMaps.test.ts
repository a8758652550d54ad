import { describe, expect, it } from 'vitest';
import { errorMap, signedMap } from './colourMaps';

const pixel = (rgba: Uint8ClampedArray, i: number): number[] => [...rgba.subarray(4 * i, 4 * i + 4)];
/** Relative luminance, roughly. */
const light = ([red, green, blue]: number[]): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

describe('signedMap', () => {
  it('is black at 0, gold above and blue below, and is clipped at the largest', () => {
    const rgba = signedMap(Float32Array.of(0, 2, -2, 4, -4), 2, new Uint8ClampedArray(20));
    expect(pixel(rgba, 0)).toEqual([0, 0, 0, 255]);
    const [more, less] = [pixel(rgba, 1), pixel(rgba, 2)];
    // Red and green against blue: told apart without red cones or green ones.
    expect(more[0]).toBeGreaterThan(more[2] + 150);
    expect(less[2]).toBeGreaterThan(less[0] + 150);
    expect(pixel(rgba, 3)).toEqual(more);
    expect(pixel(rgba, 4)).toEqual(less);
  });

  it('refuses a buffer of another size', () =>
    expect(() => signedMap(new Float32Array(2), 1, new Uint8ClampedArray(4))).toThrow(RangeError));
});

describe('errorMap', () => {
  it('shows the picture, dimmed, where there is no error', () => {
    const rgba = errorMap(new Float32Array(2), 1, Float32Array.of(-1, 1), new Uint8ClampedArray(8));
    expect(pixel(rgba, 0)).toEqual([0, 0, 0, 255]);
    expect(pixel(rgba, 1)).toEqual([102, 102, 102, 255]);
  });

  it('becomes lighter with the error, and hides the picture from some error on', () => {
    const errors = Float32Array.from({ length: 11 }, (_, i) => i / 10);
    const over = (x: number): number[][] => {
      const rgba = errorMap(errors, 1, new Float32Array(11).fill(x), new Uint8ClampedArray(44));
      return Array.from({ length: 11 }, (_, i) => pixel(rgba, i));
    };
    const [paper, ink] = [over(-1), over(1)];
    for (let i = 1; i < 11; i++) expect(light(paper[i])).toBeGreaterThan(light(paper[i - 1]));
    expect(ink.slice(4)).toEqual(paper.slice(4));
    expect(ink[1]).not.toEqual(paper[1]);
  });

  it('refuses lengths that differ', () => {
    expect(() => errorMap(new Float32Array(2), 1, new Float32Array(1), new Uint8ClampedArray(8))).toThrow(
      RangeError,
    );
    expect(() => errorMap(new Float32Array(2), 1, new Float32Array(2), new Uint8ClampedArray(7))).toThrow(
      RangeError,
    );
  });
});
