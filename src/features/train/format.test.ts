import { expect, it } from 'vitest';
import { duration } from './format';

it('says durations in two units at most', () => {
  expect([0, 48.4, 59.6, 80, 3600, 7530].map(duration)).toEqual([
    '0 s',
    '48 s',
    '1 min 0 s',
    '1 min 20 s',
    '1 h 0 min',
    '2 h 5 min',
  ]);
});
