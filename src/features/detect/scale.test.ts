import { expect, it } from 'vitest';
import { binned, HIGH, LOW, shareOf } from './scale';

it('counts every score once, those beyond the axis at its ends', () => {
  const counts = binned([-100, LOW, 0, 0.1, 0.49, 0.5, HIGH, 1000]);
  expect(counts.reduce((a, b) => a + b)).toBe(8);
  expect(counts[0]).toBe(2);
  expect(counts.at(-1)).toBe(2);
  expect(counts[counts.length / 4]).toBe(3);
});

it('places them from 0 to 1', () => {
  expect([LOW, HIGH, (LOW + HIGH) / 2, -99, 99].map(shareOf)).toEqual([0, 1, 0.5, 0, 1]);
});
