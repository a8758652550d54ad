import { describe, expect, it } from 'vitest';
import { additiveAsSchedule, additiveScale, additiveSigma } from './forward';
import { mixtureDensity, mixturePosteriorMean, TWO_MODES } from './mixture';
import { key } from './random';
import { Particles, rightMode, RULES, type Rule } from './rules';
import { makeSchedule } from './schedule';
import { naiveStep } from './steps';

const linear = makeSchedule('linear');

/** E[x_0 | x_t = x] by the midpoint rule over x_0. */
function posteriorMeanByQuadrature(x: number, signal: number, noise: number): number {
  const h = 1e-3;
  let total = 0;
  let sum = 0;
  for (let x0 = -3 + h / 2; x0 < 3; x0 += h) {
    const share =
      mixtureDensity(TWO_MODES, x0, 1, 0) * Math.exp(-((x - Math.sqrt(signal) * x0) ** 2) / (2 * noise));
    total += share;
    sum += share * x0;
  }
  return sum / total;
}

describe('the exact denoiser of a mixture', () => {
  it('is the integral that defines it', () => {
    for (const signal of [0.9, 0.5, 0.05])
      for (const x of [-1.3, -0.2, 0, 0.4, 2])
        expect(mixturePosteriorMean(TWO_MODES, x, signal, 1 - signal)).toBeCloseTo(
          posteriorMeanByQuadrature(x, signal, 1 - signal),
          8,
        );
  });

  it('is the mean if no signal is left, and x if there is no noise', () => {
    expect(mixturePosteriorMean(TWO_MODES, 0.3, 0, 1)).toBeCloseTo(0.4, 14);
    expect(mixturePosteriorMean(TWO_MODES, 0.93, 1, 0)).toBeCloseTo(0.93, 14);
  });
});

describe('the naive reverse', () => {
  it('subtracts sqrt(beta) epsilonHat from x_t of the additive process', () => {
    const vp = additiveAsSchedule(linear);
    const scale = (t: number): number => 1 / additiveScale(linear, t);
    for (const [t, tPrev] of [
      [1000, 999],
      [500, 496],
      [2, 1],
      [3, 0],
    ]) {
      const [x, x0] = [1.7, -0.4];
      const epsilonHat = (x - x0) / additiveSigma(linear, t);
      // The variance that is added on the way: several betas where steps are left out.
      const beta = additiveSigma(linear, t) ** 2 - additiveSigma(linear, tPrev) ** 2;
      const c = naiveStep(vp, t, tPrev);
      const back = scale(tPrev) * (c.x0 * x0 + (c.xt * x) / scale(t));
      expect(back).toBeCloseTo(x - Math.sqrt(beta) * epsilonHat, 10);
    }
  });
});

describe('reverse rules on two modes', () => {
  // Targets .700 and .100. Reference: 20,000 particles of an independent NumPy program.
  const expected: Record<Rule, [share: number, std: number]> = {
    ddpm: [0.7, 0.096],
    'ddpm-beta': [0.7, 0.1],
    ddim: [0.701, 0.098],
    'ddim-20': [0.704, 0.071],
    'no-noise': [1, 0.0002],
    'mid-start': [0.517, 0.106],
    additive: [0.705, 0.097],
    naive: [1, 0],
    tape: [0.7, 0.1],
  };
  const count = 3000;

  for (const rule of RULES)
    it(`${rule} ends where it should`, () => {
      const particles = new Particles(rule, linear, TWO_MODES, key(7), count);
      while (particles.t > 0) particles.step();
      const { share, std } = rightMode(particles.x);
      const [share0, std0] = expected[rule];
      // Four standard errors of both programs' samples.
      expect(Math.abs(share - share0)).toBeLessThan(4 * Math.sqrt((share0 * (1 - share0)) / count) + 0.006);
      expect(Math.abs(std - std0)).toBeLessThan((4 * std0) / Math.sqrt(2 * 0.5 * count) + 0.002);
    });

  it('is the same for the same key, and the tape returns to its start', () => {
    const ends = [1, 1].map((seed) => {
      const particles = new Particles('tape', linear, TWO_MODES, key(seed), 50);
      while (particles.t > 0) particles.step();
      return particles.x;
    });
    expect(ends[0]).toEqual(ends[1]);
    expect(Math.max(...ends[0].map((x) => Math.min(Math.abs(x - 1), Math.abs(x + 1))))).toBeLessThan(0.45);
  });
});
