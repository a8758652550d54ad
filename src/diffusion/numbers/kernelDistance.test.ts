import { describe, expect, it } from 'vitest';
import { kernelDistance } from './kernelDistance';
import { fillGaussian, key } from '../random';

const features = (seed: number, count: number, shift = 0): Float32Array =>
  fillGaussian(key(seed), new Float32Array(count * 8)).map((x) => x + shift);

describe('kernelDistance', () => {
  it('agrees with a sum by hand', () => {
    // k(0,1) = 1; k(2,3) = 7^3 = 343; the cross terms are k(0,2) = k(0,3) = 1, k(1,2) = 27, k(1,3) = 64
    const [a, b] = [Float32Array.of(0, 1), Float32Array.of(2, 3)];
    expect(kernelDistance(a, b, 1)).toBeCloseTo(1 + 343 - (2 * (1 + 1 + 27 + 64)) / 4, 12);
  });

  it('is about 0 for equal distributions at every N, and grows with a shift', () => {
    const reference = features(1, 400);
    for (const count of [20, 200]) {
      const draws = Array.from({ length: 20 }, (_, i) =>
        kernelDistance(features(10 + i, count), reference, 8),
      );
      const mean = draws.reduce((sum, value) => sum + value) / draws.length;
      expect(Math.abs(mean)).toBeLessThan(0.06);
    }
    expect(kernelDistance(features(2, 50, 0.5), reference, 8)).toBeGreaterThan(0.5);
  });

  it('refuses sets that are not whole or too small', () => {
    expect(() => kernelDistance(new Float32Array(8), features(1, 5), 8)).toThrow(RangeError);
  });
});
