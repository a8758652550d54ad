import { expect, it } from 'vitest';
import { isMilestone, milestonesBetween } from './milestones';

it('lie close together while much changes', () => {
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

it('are as many between two updates as there are', () => {
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
