import { expect, it } from 'vitest';
import { commonInk, meanCommonInk, meanInk } from './ink';

const sheet = (...pixels: number[]): Float32Array => Float32Array.of(...pixels);

it('measures ink from paper to ink, and no more than that', () => {
  expect(meanInk([sheet(-1, -1, -1, 1), sheet(-1, 0, 1, -3)])).toBeCloseTo((1 + 0.5 + 1) / 8, 12);
  expect(meanInk([])).toBeNaN();
});

it('measures what two digits have in common', () => {
  const [left, right, both] = [sheet(1, -1, -1), sheet(-1, 1, -1), sheet(1, 1, -1)];
  expect(commonInk(left, left)).toBe(1);
  expect(commonInk(left, right)).toBe(0);
  expect(commonInk(both, left)).toBe(0.5);
  expect(meanCommonInk([left, right, both])).toBeCloseTo(1 / 3, 12);
  expect(meanCommonInk([left])).toBeNaN();
});
