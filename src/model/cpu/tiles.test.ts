import { describe, expect, it } from 'vitest';
import { INPUTS, pointIndex, pointRanges } from './tiles';

/** Numbers of points to multiply, of all pairs and tiles of a picture. */
const products = (height: number, mixed: boolean): number =>
  pointRanges({ height, mixed }).reduce((sum, { matrices, tiles }) => sum + matrices * tiles, 0);

describe('tiles', () => {
  it('give every pair of points a matrix of its own', () => {
    const indices = Array.from({ length: INPUTS ** 2 }, (_, i) =>
      pointIndex(Math.floor(i / INPUTS), i % INPUTS),
    );
    expect(indices.toSorted((a, b) => a - b)).toEqual([...indices.keys()]);
  });

  it.each([
    [4, 6 ** 2],
    [5, (5 + 5) ** 2],
    [7, (6 + 5) ** 2],
    [10, (6 + 5 + 5) ** 2],
    [14, (6 + 6 + 5 + 5) ** 2],
    [28, (7 * 6) ** 2],
  ])('have no more points than they need, if they are mixed: height %i', (height, points) => {
    expect(products(height, true)).toBe(points);
    expect(products(height, false)).toBe((6 * Math.ceil(height / 4)) ** 2);
  });

  it('with the same points stand together', () => {
    expect(pointRanges({ height: 7, mixed: true })).toEqual([
      { firstMatrix: 0, matrices: 25, tiles: 4, before: 0 },
      { firstMatrix: 25, matrices: 5, tiles: 2, before: 0 },
      { firstMatrix: 30, matrices: 5, tiles: 2, before: 1 },
      { firstMatrix: 35, matrices: 1, tiles: 1, before: 1 },
    ]);
    expect(pointRanges({ height: 3, mixed: true })).toEqual([
      { firstMatrix: 0, matrices: 25, tiles: 1, before: 0 },
    ]);
  });
});
