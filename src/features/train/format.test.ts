import { expect, it } from 'vitest';
import { duration, roughly } from './format';

it('says durations in two units at most', () => {
  expect([0, 48.4, 59.6, 80, 3600, 7530].map(duration)).toEqual([
    '0 s',
    '48 s',
    '1 min',
    '1 min 20 s',
    '1 h',
    '2 h 5 min',
  ]);
});

it('says a forecast no more exactly than it is known', () => {
  expect([3, 43, 80, 1861, 5000].map(roughly)).toEqual(['5 s', '45 s', '1 min', '31 min', '1 h 20 min']);
});
