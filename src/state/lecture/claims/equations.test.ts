import { expect, it } from 'vitest';
import { makeSchedule } from '../../../diffusion/schedule';

const linear = makeSchedule('linear', 1000);

it('the factor between noise and score is 1.04 at t = 500 and 100 at t = 1', () => {
  const factor = (t: number): number => 1 / Math.sqrt(linear.oneMinusAlphaBar[t]);
  expect(factor(500)).toBeCloseTo(1.04, 2);
  expect(factor(1)).toBeCloseTo(100, 1);
});
