import { expect, it } from 'vitest';
import { fillGaussian, key } from '../random';
import { correlation } from './correlation';

it('is 1 for a picture of other scale and mean, -1 for its negative, and near 0 for other noise', () => {
  const a = fillGaussian(key(1), new Float32Array(784));
  expect(
    correlation(
      a,
      a.map((x) => 3 * x + 5),
    ),
  ).toBeCloseTo(1, 6);
  expect(
    correlation(
      a,
      a.map((x) => -x),
    ),
  ).toBeCloseTo(-1, 6);
  expect(Math.abs(correlation(a, fillGaussian(key(2), new Float32Array(784))))).toBeLessThan(0.1);
});

it('is the cosine of the angle between what is left of their means', () => {
  expect(correlation(Float32Array.of(1, 0, -1), Float32Array.of(0, 1, -1))).toBeCloseTo(0.5, 12);
});
