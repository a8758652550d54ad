import { describe, expect, it } from 'vitest';
import { fromBytes, histogram, toRgba } from './pixels';

describe('toRgba', () => {
  it('restores every byte from fromBytes', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    const rgba = toRgba(fromBytes(bytes), new Uint8ClampedArray(1024));
    for (let i = 0; i < 256; i++) expect([...rgba.subarray(4 * i, 4 * i + 4)]).toEqual([i, i, i, 255]);
  });

  it('scales, then clamps', () => {
    const grey = (x: number, scale?: number): number =>
      toRgba(Float32Array.of(x), new Uint8ClampedArray(4), scale)[0];
    expect([grey(-1), grey(0), grey(1)]).toEqual([0, 128, 255]);
    expect([grey(-3), grey(3), grey(3, 1 / 3), grey(1.5, 1 / 3)]).toEqual([0, 255, 255, 191]);
  });

  it('refuses a buffer of another size', () => {
    expect(() => toRgba(new Float32Array(2), new Uint8ClampedArray(4))).toThrow(/8 bytes/);
  });
});

describe('fromBytes', () => {
  it('maps 0..255 to [-1, 1]', () => {
    expect([...fromBytes([0, 255])]).toEqual([-1, 1]);
    expect(fromBytes([51])[0]).toBeCloseTo(-0.6, 7);
  });
});

describe('histogram', () => {
  it('counts half-open bins, and values outside in the outermost', () => {
    const x = Float32Array.of(-9, -1, -0.51, -0.5, 0, 0.49, 0.5, 1, 9, Infinity, -Infinity);
    expect([...histogram(x, -1, 1, 4)]).toEqual([4, 1, 2, 4]);
  });

  it('clears the given counters, and ignores NaN', () => {
    const out = Uint32Array.of(5, 5);
    expect(histogram(Float32Array.of(0.1, NaN), 0, 1, 2, out)).toBe(out);
    expect([...out]).toEqual([1, 0]);
  });

  it('refuses an empty range and a wrong number of counters', () => {
    expect(() => histogram(new Float32Array(1), 1, 1, 4)).toThrow(/empty/);
    expect(() => histogram(new Float32Array(1), 0, 1, 0)).toThrow(RangeError);
    expect(() => histogram(new Float32Array(1), 0, 1, 4, new Uint32Array(3))).toThrow(/4 bins/);
  });
});
