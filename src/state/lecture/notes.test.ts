import { expect, it } from 'vitest';
import { makeSchedule } from '../../diffusion/schedule';

const linear = makeSchedule('linear', 1000);

// The numbers that the lecturer's notes state; those of the first chapter stand in chapters.test.ts.

it('sqrt: a variance of 1 becomes 11.05 with the weight 1, 0.505 with 1 - beta, and stays 1 with the root', () => {
  const after = (weight: (beta: number) => number): number =>
    linear.beta.slice(1).reduce((variance, beta) => weight(beta) ** 2 * variance + beta, 1);
  expect(after(() => 1)).toBeCloseTo(11.05, 2);
  expect(after((beta) => 1 - beta)).toBeCloseTo(0.505, 3);
  expect(after((beta) => Math.sqrt(1 - beta))).toBeCloseTo(1, 6);
});

it('equations: the factor between noise and score is 1.04 at t = 500 and 100 at t = 1', () => {
  const factor = (t: number): number => 1 / Math.sqrt(linear.oneMinusAlphaBar[t]);
  expect(factor(500)).toBeCloseTo(1.04, 2);
  expect(factor(1)).toBeCloseTo(100, 1);
});
