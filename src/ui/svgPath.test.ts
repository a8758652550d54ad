import { expect, it } from 'vitest';
import { bandPath, linePath } from './svgPath';

const x = ([at]: number[]) => at;
const y = ([, value]: number[]) => value;

it('draws a line through points and interrupts it where nothing was measured', () => {
  expect(
    linePath(
      [
        [0, 1],
        [1, 2.25],
        [2, NaN],
        [3, -Infinity],
        [4, 3],
      ],
      x,
      y,
    ),
  ).toBe('M0.0 1.0L1.0 2.3M4.0 3.0h1');
  expect(linePath([], x, y)).toBe('');
});

it('draws a band there and back', () => {
  const points = [
    [0, 1, 2],
    [1, 3, 5],
    [2, NaN, 5],
  ];
  expect(bandPath(points, x, y, ([, , high]) => high)).toBe('M0.0 2.0L1.0 5.0L1.0 3.0L0.0 1.0Z');
});
