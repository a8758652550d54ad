import { expect, it } from 'vitest';
import { outline } from '../diffusion/anomaly';
import { fold, key } from '../diffusion/random';
import { PIXELS } from './pack';
import { scribble } from './scribbles';

const many = Array.from({ length: 200 }, (_, i) => scribble(fold(key(3), i)));

it('draws the same scribble for the same key, and another for another key', () => {
  expect(scribble(fold(key(3), 0))).toEqual(many[0]);
  expect(new Set(many.map(String)).size).toBe(200);
});

it('draws about as much ink as a digit has, and leaves the margin free', () => {
  const shares = many.map((x) => x.reduce((sum, value) => sum + (value + 1) / 2, 0) / PIXELS);
  expect(Math.min(...shares)).toBeGreaterThan(0.01);
  expect(Math.max(...shares)).toBeLessThan(0.4);
  const mean = shares.reduce((sum, share) => sum + share, 0) / 200;
  // MNIST's test digits have 0.13 in the mean.
  expect(mean).toBeGreaterThan(0.08);
  expect(mean).toBeLessThan(0.2);
  for (const x of many) {
    expect(x).toHaveLength(PIXELS);
    expect(x.every((value) => value >= -1 && value <= 1)).toBe(true);
    expect(outline(x)).toBeGreaterThan(5);
  }
});
