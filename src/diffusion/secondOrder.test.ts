import { describe, expect, it } from 'vitest';
import { mixturePosteriorMean, TWO_MODES } from './mixture';
import { PlaneSolver } from './plane/solvers';
import { makeSchedule, type Schedule } from './schedule';
import { ddimStep, dpmppStep, heunCorrection, heunStep, reverseStep, type Sampler } from './steps';
import { timesteps, usualSpacing } from './timesteps';
import { coefficients, operationsPerStep, reverseWalk } from './walk';

const linear = makeSchedule('linear');
const fine = makeSchedule('linear', 4000);
const sigma = (s: Schedule, t: number): number => Math.sqrt((1 - s.alphaBar[t]) / s.alphaBar[t]);
const lambda = (s: Schedule, t: number): number => 0.5 * Math.log(s.alphaBar[t] / (1 - s.alphaBar[t]));

type Denoise = (x: number, t: number) => number;

/** Walks as the sampling loop does: each operation asks once, and may use the answer before. */
function sample(s: Schedule, sampler: Sampler, times: ArrayLike<number>, x: number, denoise: Denoise) {
  let answer = 0;
  let asked = 0;
  let at = x;
  const states = [x];
  for (const operation of reverseWalk(times, 1, sampler)) {
    const c = coefficients(s, operation, { sampler, eta: 0 });
    const now = denoise(at, operation.from);
    asked++;
    at = c.x0 * now + (c.second ?? 0) * answer + c.xt * at;
    answer = now;
    if (operation.kind === 'euler') continue;
    states.push(at);
  }
  return { states, asked };
}

/** x_0 ~ N(0.3, 0.2^2), whose probability-flow ODE has a solution in closed form: (xBar - 0.3) / sqrt(0.2^2 + sigma^2) stays the same. */
const gaussian = (s: Schedule): Denoise => {
  const mixture = { weights: [1], means: [0.3], std: 0.2 };
  return (x, t) => mixturePosteriorMean(mixture, x, s.alphaBar[t], 1 - s.alphaBar[t]);
};

/** The error at t = 400 of 4000, after so many equal steps from t = 2800. */
function errorAt400(sampler: Sampler, steps: number): number {
  const times = Array.from({ length: steps + 1 }, (_, i) => 2800 - (2400 / steps) * i);
  const x = -0.9;
  const { states } = sample(fine, sampler, times, x, gaussian(fine));
  const bar = x / Math.sqrt(fine.alphaBar[2800]);
  const [from, to] = [2800, 400].map((t) => Math.hypot(0.2, sigma(fine, t)));
  const exact = (0.3 + ((bar - 0.3) * to) / from) * Math.sqrt(fine.alphaBar[400]);
  return Math.abs(states[steps] - exact);
}

describe('against the solution in closed form', () => {
  it.each([
    ['ddim', 1],
    ['heun', 2],
    ['dpmpp-2m', 2],
  ] as const)('%s has order %d', (sampler, order) => {
    const measured = Math.log2(errorAt400(sampler, 150) / errorAt400(sampler, 300));
    expect(Math.abs(measured - order)).toBeLessThan(0.12);
  });

  it('both of order 2 are nearer than DDIM, for as many evaluations', () => {
    const ddim = errorAt400('ddim', 60);
    expect(errorAt400('heun', 30)).toBeLessThan(ddim / 3);
    expect(errorAt400('dpmpp-2m', 60)).toBeLessThan(ddim / 10);
  });
});

describe('Heun', () => {
  const denoise: Denoise = (x, t) =>
    mixturePosteriorMean(TWO_MODES, x, linear.alphaBar[t], linear.oneMinusAlphaBar[t]);

  it('steps as the trapezoidal rule in sigma does', () => {
    const solver = new PlaneSolver((points, s, out) => {
      const signal = 1 / (1 + s * s);
      points.forEach((bar, i) => {
        out[i] = (bar - mixturePosteriorMean(TWO_MODES, bar * Math.sqrt(signal), signal, 1 - signal)) / s;
      });
    }, 2);
    for (const [t, tPrev] of [
      [900, 700],
      [500, 499],
      [60, 20],
    ]) {
      const xs = [0.8, -1.3];
      const bars = Float64Array.from(xs, (x) => x / Math.sqrt(linear.alphaBar[t]));
      solver.step('heun', bars, sigma(linear, t), sigma(linear, tPrev));
      xs.forEach((x, i) => {
        const expected = bars[i] * Math.sqrt(linear.alphaBar[tPrev]);
        expect(sample(linear, 'heun', [t, tPrev], x, denoise).states[1]).toBeCloseTo(expected, 9);
        const euler = ddimStep(linear, t, tPrev, 0);
        const c = heunStep(linear, t, tPrev);
        const first = denoise(x, t);
        const second = denoise(euler.x0 * first + euler.xt * x, tPrev);
        expect(c.x0 * first + (c.second ?? 0) * second + c.xt * x).toBeCloseTo(expected, 9);
      });
    }
  });

  it('ends with a step of Euler, and asks twice in each other step', () => {
    expect(heunStep(linear, 40, 0)).toEqual(ddimStep(linear, 40, 0, 0));
    const walk = reverseWalk([9, 5, 1], 1, 'heun');
    expect(walk.map(({ kind, from, to, leaves }) => [kind, from, to, leaves])).toEqual([
      ['euler', 9, 5, 0],
      ['correct', 5, 5, undefined],
      ['euler', 5, 1, 1],
      ['correct', 1, 1, undefined],
      ['reverse', 1, 0, 2],
    ]);
    expect(sample(linear, 'heun', [500], 0.4, denoise).asked).toBe(1);
    expect(sample(linear, 'heun', [900, 500, 200], 0.4, denoise).asked).toBe(
      2 * operationsPerStep('heun') + 1,
    );
  });

  it('changes nothing where both answers are the same', () => {
    const { x0, second, xt } = heunCorrection(linear, 300, 200);
    expect([x0 + second, xt]).toEqual([0, 1]);
  });
});

describe('DPM-Solver++ (2M)', () => {
  it('has the numbers of Lu et al., algorithm 2', () => {
    for (const [tBefore, t, tPrev] of [
      [1000, 800, 600],
      [60, 30, 29],
    ]) {
      const h = lambda(linear, tPrev) - lambda(linear, t);
      const r = (lambda(linear, t) - lambda(linear, tBefore)) / h;
      const alpha = Math.sqrt(linear.alphaBar[tPrev]);
      const weight = -alpha * Math.expm1(-h);
      const c = dpmppStep(linear, t, tPrev, tBefore);
      expect(c.x0).toBeCloseTo(weight * (1 + 1 / (2 * r)), 9);
      expect(c.second).toBeCloseTo(-weight / (2 * r), 9);
      expect(c.xt).toBeCloseTo(Math.sqrt((1 - linear.alphaBar[tPrev]) / (1 - linear.alphaBar[t])), 9);
      expect(c.noise).toBe(0);
    }
  });

  it('begins with a step of DDIM and ends with one, and one or two steps are DDIM', () => {
    const ddim = ddimStep(linear, 500, 300, 0);
    expect(dpmppStep(linear, 500, 300)).toEqual(ddim);
    expect(dpmppStep(linear, 500, 0, 700)).toEqual({ x0: 1, xt: 0, noise: 0 });
    const denoise = gaussian(linear);
    for (const times of [[1000], [1000, 500]])
      expect(sample(linear, 'dpmpp-2m', times, 0.7, denoise)).toEqual(
        sample(linear, 'ddim', times, 0.7, denoise),
      );
    expect(reverseWalk([9, 5, 1], 1, 'dpmpp-2m').map(({ before }) => before)).toEqual([undefined, 9, 5]);
  });

  it('goes on in the middle as it would have gone on', () => {
    const rest = reverseWalk([9, 5, 3, 1], 1, 'dpmpp-2m', 2);
    expect(rest.map(({ before, from, to, leaves }) => [before, from, to, leaves])).toEqual([
      [5, 3, 1, 0],
      [3, 1, 0, 1],
    ]);
  });
});

it('refuses timesteps that are out of order', () => {
  expect(() => dpmppStep(linear, 500, 300, 500)).toThrow(RangeError);
  expect(() => dpmppStep(linear, 500, 300, 1001)).toThrow(RangeError);
  expect(() => heunCorrection(linear, 500, 500)).toThrow(RangeError);
  expect(() => heunCorrection(linear, 500, 0)).toThrow(RangeError);
  expect(() => reverseStep(linear, 5, 5, { sampler: 'heun', eta: 0 })).toThrow(RangeError);
});

it('one step is the mean, by every sampler', () => {
  for (const sampler of ['ddpm', 'ddim', 'heun', 'dpmpp-2m'] as const) {
    const times = timesteps(1000, 1, usualSpacing(sampler));
    expect([...times]).toEqual([1000]);
    const [only, ...others] = reverseWalk(times, 1, sampler);
    expect(others).toEqual([]);
    expect(coefficients(linear, only, { sampler, eta: 0 })).toEqual({ x0: 1, xt: 0, noise: 0 });
  }
});
