import { expect, it } from 'vitest';
import { fillGaussian, fold, key } from '../random';
import { ksBand, ksDistance } from './kolmogorov';

it('is the largest gap of the two distribution functions', () => {
  expect(ksDistance([1, 2, 3], [1, 2, 3])).toBe(0);
  expect(ksDistance([1, 2], [3, 4])).toBe(1);
  // Two of four stand below 2.5, and none of the three.
  expect(ksDistance([1, 2, 3, 4], [2.5, 3.5, 4.5])).toBeCloseTo(0.5, 15);
  expect(ksDistance([1, 2, 3, 4], [1.5])).toBeCloseTo(0.75, 15);
});

it('steps over equal values together', () => {
  expect(ksDistance([0, 0, 0, 1], [0, 1, 1, 1])).toBe(0.5);
  expect(ksDistance([0, 0], [0])).toBe(0);
});

it('refuses an empty sample', () => {
  expect(() => ksDistance([], [1])).toThrow(RangeError);
  expect(() => ksDistance([1], [])).toThrow(RangeError);
});

it('has the usual 95 % band', () => {
  expect(ksBand(10_000, 10_000)).toBeCloseTo(1.3581 * Math.sqrt(2 / 10_000), 6);
  expect(ksBand(100, 400)).toBeCloseTo(0.15184, 5);
});

it('is exceeded by about 5 % of pairs of one law, and by nearly all of two laws', () => {
  const n = 400;
  const draw = (i: number): Float32Array => fillGaussian(fold(key(1), i), new Float32Array(n)).sort();
  let same = 0;
  let other = 0;
  for (let i = 0; i < 400; i++) {
    const [a, b] = [draw(2 * i), draw(2 * i + 1)];
    if (ksDistance(a, b) > ksBand(n, n)) same++;
    const wide = b.map((z) => 1.5 * z);
    if (ksDistance(a, wide) > ksBand(n, n)) other++;
  }
  // 20 expected, with a standard deviation of 4.4.
  expect(same).toBeGreaterThan(4);
  expect(same).toBeLessThan(36);
  expect(other).toBeGreaterThan(200);
});
