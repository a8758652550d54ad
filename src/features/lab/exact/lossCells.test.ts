import { expect, it } from 'vitest';
import { makeSchedule } from '../../../diffusion/schedule';
import { lossCells } from './lossCells';

it('shows no rounding of float32 as a loss with a standard error', () => {
  expect(lossCells({ mean: 4.5e-11, error: 2.8e-12 })).toEqual(['< 1e−9', '–']);
  expect(lossCells({ mean: 0, error: 0 })).toEqual(['< 1e−9', '–']);
  expect(lossCells({ mean: 2e-9, error: 1e-10 })).toEqual(['2.00e−9', '1.00e−10']);
  expect(lossCells({ mean: 0.0123, error: NaN })).toEqual(['0.0123', '–']);
});

it('hides as much as rounding x_t and x0Hat to float32 makes of no error at all', () => {
  // The worst t is the first: epsilonHat = (x_t - sqrt(alphaBar) x0Hat) / sqrt(1 - alphaBar).
  const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
  const [signal, noise] = [Math.sqrt(alphaBar[1]), Math.sqrt(oneMinusAlphaBar[1])];
  let sum = 0;
  const n = 1000;
  for (let i = 0; i < n; i++) {
    const [x0, epsilon] = [Math.sin(i), 2 * Math.cos(3 * i)];
    const xt = Math.fround(Math.fround(signal * x0) + Math.fround(noise * epsilon));
    const epsilonHat = Math.fround(Math.fround(xt - Math.fround(signal * Math.fround(x0))) / noise);
    sum += (epsilonHat - epsilon) ** 2;
  }
  expect(sum / n).toBeGreaterThan(1e-12);
  expect(lossCells({ mean: sum / n, error: 1e-12 })[0]).toBe('< 1e−9');
});
