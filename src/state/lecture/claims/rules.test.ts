import { describe, expect, it } from 'vitest';
import { TWO_MODES, mixtureDensity, mixturePosteriorMean } from '../../../diffusion/mixture';
import { fold, key, STREAM } from '../../../diffusion/random';
import { Particles, rightMode, type Rule } from '../../../diffusion/rules';
import { ddpmStep, posterior } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import { linear, readShipped, rms } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

const { alphaBar, oneMinusAlphaBar, beta } = linear;

it('the step that leads to t = 600: little of the guess, most of the picture, and a small weight of z', () => {
  const times = timesteps(1000, 250);
  const to = times.reduce((a, b) => (Math.abs(b - 600) < Math.abs(a - 600) ? b : a));
  const { x0, xt, noise } = ddpmStep(linear, times[times.indexOf(to) - 1], to);
  expect(x0).toBeLessThan(0.01);
  expect(xt).toBeGreaterThan(0.97);
  expect(noise).toBeCloseTo(0.22, 2);
});

describe('particles of which 30 % belong below and 70 % above', () => {
  /** The particles of the Lab, fewer of them, and how their spread changed. */
  function run(rule: Rule): { share: number; std: number; spreads: number[] } {
    const cloud = new Particles(rule, linear, TWO_MODES, fold(key(42), STREAM.reverse), 1000);
    const spread = (): number => {
      const mean = cloud.x.reduce((a, b) => a + b) / cloud.x.length;
      return Math.sqrt(cloud.x.reduce((sum, x) => sum + (x - mean) ** 2, 0) / cloud.x.length);
    };
    const spreads = [spread()];
    while (cloud.t > 0) {
      cloud.step();
      spreads.push(spread());
    }
    return { ...rightMode(cloud.x), spreads };
  }

  it('without z all end on one point of the larger group, nearer at every step', () => {
    const { share, std, spreads } = run('no-noise');
    expect(share).toBe(1);
    expect(std).toBeCloseTo(0.0002, 4);
    expect(spreads).toHaveLength(1001);
    expect(spreads.slice(1).every((each, i) => each < spreads[i])).toBe(true);
  });

  it.each(['ddpm', 'ddim'] as const)('%s finds both groups', (rule) => {
    const { share, std } = run(rule);
    expect(Math.abs(share - 0.7)).toBeLessThan(0.02);
    expect(Math.abs(std - 0.1)).toBeLessThan(0.01);
  });
});

it('without z two different noises give one thin seven, with it two', async () => {
  const network = readShipped();
  // Fifty steps show it as the 250 of the Lab do.
  const [without, withZ] = [
    await network.draw({ labels: [7, 7], seed: 3, sampler: 'no-noise' }),
    await network.draw({ labels: [7, 7], seed: 3, sampler: 'ddpm' }),
  ];
  expect(rms(without[0], without[1])).toBeLessThan(0.05);
  expect(rms(withZ[0], withZ[1])).toBeGreaterThan(0.5);
  const ink = (x: Float32Array): number => x.reduce((sum, value) => sum + value, 0);
  for (const each of withZ) for (const thin of without) expect(ink(thin)).toBeLessThan(ink(each));
});

it.each([800, 500, 200])(
  'the spread of the next x is that of the means and the mean of the spreads, t = %i',
  (t) => {
    const { x0, xt, variance } = posterior(linear, t);
    const [signal, noise] = [alphaBar[t], oneMinusAlphaBar[t]];
    /** Expectation over x_t, by sums over a fine grid. */
    const h = 0.01;
    const grid = Array.from({ length: 1201 }, (_, i) => (i - 600) * h);
    const expectation = (f: (x: number) => number): number =>
      grid.reduce((sum, x) => sum + h * mixtureDensity(TWO_MODES, x, signal, noise) * f(x), 0);
    const guess = (x: number): number => mixturePosteriorMean(TWO_MODES, x, signal, noise);
    const mean = (x: number): number => x0 * guess(x) + xt * x;
    const varianceOfMeans = expectation((x) => mean(x) ** 2) - expectation(mean) ** 2;
    // Of x_0 about the guess, on average: what x_0 has less what the guess has.
    const [m, square] = [0.7 - 0.3, 1 + TWO_MODES.std ** 2];
    const unknown = square - m ** 2 - (expectation((x) => guess(x) ** 2) - expectation(guess) ** 2);
    const meanOfVariances = variance + x0 ** 2 * unknown;
    const next = alphaBar[t - 1] * (square - m ** 2) + oneMinusAlphaBar[t - 1];
    expect(varianceOfMeans + meanOfVariances).toBeCloseTo(next, 6);
    // What z has to bring lies between the two variances that are allowed.
    expect(meanOfVariances).toBeGreaterThan(variance);
    expect(meanOfVariances).toBeLessThan(beta[t]);
  },
);

it('the two variances of z differ in the last steps only', () => {
  const ratio = (t: number): number => posterior(linear, t).variance / beta[t];
  expect(ratio(2)).toBeCloseTo(0.45, 2);
  expect(ratio(100)).toBeCloseTo(0.98, 2);
  for (let t = 101; t <= 1000; t++) expect(ratio(t)).toBeGreaterThan(0.98);
});

it('the last step has the weights 1, 0 and 0; the others are those of t = 100, of an index one place off, and of beta', () => {
  expect(ddpmStep(linear, 1)).toEqual({ x0: 1, xt: 0, noise: 0 });
  const { x0, xt, noise } = ddpmStep(linear, 100);
  expect([x0, xt, noise].map((weight) => weight.toFixed(2))).toEqual(['0.02', '0.98', '0.05']);
  // alphaBar_0 = 0 in Ho et al. (2020), eq. 7.
  expect(Math.floor(Math.sqrt(1 - beta[1]) / oneMinusAlphaBar[1])).toBe(9999);
  expect(Math.sqrt(beta[1] / oneMinusAlphaBar[1])).toBeCloseTo(1, 12);
  expect(Math.sqrt(beta[1])).toBeCloseTo(0.01, 12);
});
