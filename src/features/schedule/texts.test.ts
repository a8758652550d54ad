import { expect, it } from 'vitest';
import { makeSchedule, snrDb } from '../../diffusion/schedule';
import { TEXTS } from './texts';

it('says that beta grows in equal steps only of T = 1000, where it does', () => {
  const steps = (T: number) => {
    const { beta } = makeSchedule('linear', T);
    return [beta[2] - beta[1], beta[T] - beta[T - 1]];
  };
  expect(steps(1000)[0]).toBeCloseTo(steps(1000)[1], 12);
  expect(Math.abs(steps(100)[1] / steps(100)[0] - 1)).toBeGreaterThan(0.1);
  const { linear, quadratic } = TEXTS.schedules;
  expect(linear.about).toBe('β grows in equal steps from 0.0001 to 0.02 (Ho et al. 2020)');
  expect(linear.aboutOtherT?.(100)).toBe(
    'each step does the work of 10 steps of the curve for T = 1000, where β grows in equal steps from 0.0001 to 0.02',
  );
  expect(quadratic.aboutOtherT?.(4000)).toContain('the work of 0.25 steps');
});

it('says how far linear and quadratic end from where they do at T = 1000', () => {
  const largest = (name: 'linear' | 'quadratic') =>
    Math.max(
      ...[10, 20, 100, 400, 2000, 4000].map((T) =>
        Math.abs(snrDb(makeSchedule(name, T), T) - snrDb(makeSchedule(name), 1000)),
      ),
    );
  expect(TEXTS.aboutT).toContain('linear ends as before to 0.02 dB, and quadratic to 1.5 dB');
  expect(largest('linear')).toBeLessThan(0.02);
  expect(largest('quadratic')).toBeLessThan(1.5);
  expect(largest('quadratic')).toBeGreaterThan(1);
});
