import { expect, it } from 'vitest';
import { filmLabels, isMilestone } from './milestones';

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

describe('filmLabels', () => {
  it('are one of each class, or all the one that is learned, or none where the network knows none', () => {
    expect(filmLabels(10, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(filmLabels(3, 10)).toEqual(Array(10).fill(3));
    expect(filmLabels(10, 0)).toEqual(Array(10).fill(0));
    expect(filmLabels(3, 0)).toEqual(Array(10).fill(0));
  });
});
