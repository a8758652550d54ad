import { expect, it } from 'vitest';
import { filmLabels, filmNoise, isMilestone, milestonesBetween } from './milestones';

it('milestones lie close together while much changes', () => {
  const until = (last: number): number[] =>
    Array.from({ length: last + 1 }, (_, i) => i).filter((update) => isMilestone(update));
  expect(until(1000)).toEqual([
    0, 10, 20, 30, 40, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, 1000,
  ]);
  expect(until(100_000).filter((update) => update > 2000)).toEqual([
    2250,
    2500,
    2750,
    3000,
    ...Array.from({ length: 17 }, (_, i) => 4000 + 1000 * i),
    ...Array.from({ length: 16 }, (_, i) => 25_000 + 5000 * i),
  ]);
});

it('film labels are one of each class, or ten of the learned one; a network without classes gets no class', () => {
  expect(filmLabels(10, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(filmLabels(3, 10)).toEqual(Array(10).fill(3));
  expect(filmLabels(14, 10)).toEqual(filmLabels(10, 10));
  expect(filmLabels(10, 0)).toEqual(Array(10).fill(0));
  expect(filmLabels(3, 0)).toEqual(Array(10).fill(0));
});

it('film noise has unit variance and depends on the seed alone', () => {
  const noise = filmNoise(7, 28);
  expect(noise).toHaveLength(7840);
  expect(filmNoise(7, 28)).toEqual(noise);
  expect(filmNoise(8, 28)).not.toEqual(noise);
  const square = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
  // The mean square of n normal numbers has a standard deviation of sqrt(2 / n) = 0.016.
  expect(Math.abs(square - 1)).toBeLessThan(0.06);
});

it('milestonesBetween counts the milestones between two updates', () => {
  for (const [update, goal] of [
    [0, 0],
    [0, 9],
    [0, 10],
    [7, 8],
    [10, 3000],
    [49, 50],
    [299, 25_001],
    [1000, 1000],
  ]) {
    const all = Array.from({ length: goal - update }, (_, i) => update + 1 + i);
    expect(milestonesBetween(update, goal)).toBe(all.filter(isMilestone).length);
  }
});
