/** What must hold for every schedule: 1,000 random ones, of 2 to 60 steps with beta in [1e-5, 0.5]. */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { additiveAsSchedule, additiveSigma } from './forward';
import { conversion, type Prediction } from './training/parameterization';
import { customSchedule, snr, timestepOfSnr, type Schedule } from './schedule';
import { ddimStep, ddpmStep, posterior } from './steps';
import { timesteps, type Spacing } from './timesteps';

const options = { numRuns: 1000, seed: 20260101 };

// fc.double spreads over representations, so nearly all of [0, 1] would be tiny numbers; this is even.
const unit = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 1_000_000);
// Even in the logarithm, so that tiny and large betas meet in one schedule.
const beta = unit.map((u) => 1e-5 * (0.5 / 1e-5) ** u);
const schedule = fc
  .array(beta, { minLength: 2, maxLength: 60, size: 'max' })
  .map((curve) => customSchedule(curve));
const spacing = fc.constantFrom<Spacing[]>('linspace', 'leading', 'trailing', 'quadratic');

/** A whole number from low to high at the place u in [0, 1]. */
const within = (low: number, high: number, u: number): number =>
  low + Math.min(high - low, Math.floor(u * (high - low + 1)));

function near(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) < tolerance;
}

function everyT(s: Schedule, first: number, holds: (t: number) => boolean): boolean {
  for (let t = first; t <= s.T; t++) if (!holds(t)) return false;
  return true;
}

describe('for every schedule', () => {
  it('alphaBar and 1 - alphaBar add up to 1, and the closed form has the moments of the chain', () => {
    fc.assert(
      fc.property(schedule, (s) => {
        let mean = 1;
        return everyT(s, 1, (t) => {
          mean *= Math.sqrt(1 - s.beta[t]);
          // Each epsilon_i reaches x_t with the weight sqrt(beta_i) times all later sqrt(1 - beta).
          let variance = 0;
          let later = 1;
          for (let i = t; i >= 1; i--) {
            variance += later * s.beta[i];
            later *= 1 - s.beta[i];
          }
          return (
            near(s.alphaBar[t] + s.oneMinusAlphaBar[t], 1, 1e-12) &&
            near(mean, Math.sqrt(s.alphaBar[t]), 1e-12) &&
            near(variance, s.oneMinusAlphaBar[t], 1e-12)
          );
        });
      }),
      options,
    );
  });

  it('DDIM with eta = 1 is DDPM, over jumps of any length', () => {
    fc.assert(
      fc.property(schedule, unit, (s, u) =>
        everyT(s, 1, (t) => {
          const tPrev = within(0, t - 1, u);
          const [a, b] = [ddimStep(s, t, tPrev, 1), ddpmStep(s, t, tPrev)];
          return near(a.x0, b.x0, 1e-12) && near(a.xt, b.xt, 1e-12) && near(a.noise, b.noise, 1e-12);
        }),
      ),
      options,
    );
  });

  it('x0-form, epsilon-form and Bayes agree on the posterior', () => {
    fc.assert(
      fc.property(schedule, unit, unit, (s, u, w) => {
        const [x0, epsilon] = [2 * u - 1, 8 * w - 4];
        return everyT(s, 2, (t) => {
          const [alpha, noise, noisePrev] = [1 - s.beta[t], s.oneMinusAlphaBar[t], s.oneMinusAlphaBar[t - 1]];
          const xt = Math.sqrt(s.alphaBar[t]) * x0 + Math.sqrt(noise) * epsilon;
          const p = posterior(s, t);
          const mean = p.x0 * x0 + p.xt * xt;
          const precision = alpha / s.beta[t] + 1 / noisePrev;
          const bayes =
            ((Math.sqrt(alpha) * xt) / s.beta[t] + (Math.sqrt(s.alphaBar[t - 1]) * x0) / noisePrev) /
            precision;
          return (
            near(mean, (xt - (s.beta[t] / Math.sqrt(noise)) * epsilon) / Math.sqrt(alpha), 1e-10) &&
            near(mean, bayes, 1e-10) &&
            near(p.variance, 1 / precision, 1e-10)
          );
        });
      }),
      options,
    );
  });

  it('a run with the true x_0 keeps the marginals q(x_t | x_0) at every step, for any spacing and eta, and ends in x_0', () => {
    fc.assert(
      fc.property(schedule, spacing, unit, unit, unit, (s, kind, eta, u, w) => {
        const start = within(1, s.T, u);
        const times = timesteps(s.T, within(1, start, w), kind, start);
        let mean = Math.sqrt(s.alphaBar[times[0]]);
        let variance = s.oneMinusAlphaBar[times[0]];
        for (let i = 0; i < times.length; i++) {
          const tPrev = times[i + 1] ?? 0;
          const c = ddimStep(s, times[i], tPrev, eta);
          mean = c.x0 + c.xt * mean;
          variance = c.xt ** 2 * variance + c.noise ** 2;
          if (!near(mean, Math.sqrt(s.alphaBar[tPrev]), 1e-12)) return false;
          if (!near(variance, s.oneMinusAlphaBar[tPrev], 1e-12)) return false;
        }
        return mean === 1 && variance === 0;
      }),
      options,
    );
  });

  it('the last step is x0Hat, bit for bit', () => {
    fc.assert(
      fc.property(schedule, unit, (s, eta) =>
        everyT(s, 1, (t) =>
          [ddpmStep(s, t, 0), ddpmStep(s, t, 0, 'beta'), ddimStep(s, t, 0, eta)].every(
            (c) => c.x0 === 1 && c.xt === 0 && c.noise === 0,
          ),
        ),
      ),
      options,
    );
  });

  it('the additive process is DDPM up to scale', () => {
    fc.assert(
      fc.property(schedule, (s) => {
        const rescaled = additiveAsSchedule(s);
        return everyT(s, 1, (t) => near(rescaled.alphaBar[t], 1 / (1 + additiveSigma(s, t) ** 2), 1e-12));
      }),
      options,
    );
  });

  it('a conversion and its inverse change nothing', () => {
    const kind = fc.constantFrom<Prediction[]>('epsilon', 'x0', 'v', 'score');
    fc.assert(
      fc.property(schedule, kind, kind, (s, from, to) =>
        everyT(s, 1, (t) => {
          const there = conversion(s, t, from, to);
          const back = conversion(s, t, to, from);
          const scale = 1 + Math.abs(there.xt * back.output);
          return (
            near(there.output * back.output, 1, 1e-9) &&
            near(back.xt + back.output * there.xt, 0, 1e-9 * scale)
          );
        }),
      ),
      options,
    );
  });

  it('a signal-to-noise ratio leads back to its timestep', () => {
    fc.assert(
      fc.property(schedule, (s) => everyT(s, 1, (t) => timestepOfSnr(s, snr(s, t)) === t)),
      options,
    );
  });
});
