import { expect, test } from 'vitest';
import { bestColumns } from './columns';

test('pictures are as large as the room allows, in full rows where that costs little', () => {
  const ten = { count: 10, foot: 20, areClassed: false };
  expect(bestColumns({ width: 1000, height: 400 }, ten)).toEqual({ columns: 5, side: 177 });
  expect(bestColumns({ width: 1000, height: 100 }, ten)).toEqual({ columns: 10, side: 80 });
  expect(bestColumns({ width: 360, height: 480 }, { ...ten, count: 1 })).toEqual({ columns: 1, side: 360 });
});

test('many digits in turn stand in columns of one digit, or of two', () => {
  const twenty = { count: 20, foot: 0, areClassed: true };
  expect(bestColumns({ width: 1000, height: 400 }, twenty).columns).toBe(10);
  expect(bestColumns({ width: 360, height: 480 }, twenty).columns).toBe(5);
  expect(bestColumns({ width: 360, height: 480 }, { ...twenty, areClassed: false }).columns).toBe(4);
});
