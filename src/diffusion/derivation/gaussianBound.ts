import { klTerm } from '../bound';
import { priorKl } from '../endOfForward';
import type { Schedule } from '../schedule';
import { jump, posterior } from '../steps';
import { bellDensity, type Bell } from './bells';

/** The bound on -log p(x_0) of one number x_0, in nats. */
export interface GaussianBound {
  /** L_T. */
  readonly prior: number;
  /** L_{t-1} for t = T down to 2. */
  readonly steps: readonly number[];
  /** L_0; below 0 where the decoder's density is above 1. */
  readonly decoder: number;
  /** L_T + sum of L_{t-1} + L_0. */
  readonly sum: number;
  /** The same bound before it is rewritten: E_q[log q(x_{1:T} | x_0) - log p(x_{0:T})]. */
  readonly direct: number;
  /** -log p(x_0) of the model, which the bound is not below. */
  readonly surprise: number;
}

/** The model's step: p(x_{t-1} | x_t) = N(slope x_t + offset, variance). */
interface ModelStep {
  readonly slope: number;
  readonly offset: number;
  readonly variance: number;
}

/** How far E[x_0 | x_t] follows x_t. */
const gainAt = (s: Schedule, { variance }: Bell, t: number): number =>
  (Math.sqrt(s.alphaBar[t]) * variance) / (s.alphaBar[t] * variance + s.oneMinusAlphaBar[t]);

/** The DDPM step with the law's exact denoiser, the posterior's variance, and beta_1 at the end, as everywhere. @param t 1..T */
function modelStep(s: Schedule, law: Bell, t: number): ModelStep {
  const q = posterior(s, t);
  const gain = gainAt(s, law, t);
  return {
    slope: q.x0 * gain + q.xt,
    offset: q.x0 * law.mean * (1 - gain * Math.sqrt(s.alphaBar[t])),
    variance: t === 1 ? s.beta[1] : q.variance,
  };
}

/** E[(x_0 - x0Hat(x_t))^2] over q(x_t | x_0). */
function denoisingError(s: Schedule, law: Bell, t: number, x0: number): number {
  const gain = gainAt(s, law, t);
  const bias = (x0 - law.mean) * (1 - gain * Math.sqrt(s.alphaBar[t]));
  return bias ** 2 + gain ** 2 * s.oneMinusAlphaBar[t];
}

/** E_q[log q(x_{1:T} | x_0) - log p(x_{0:T})], from means and covariances of the chain: no posterior of q is used. */
function directBound(s: Schedule, law: Bell, x0: number): number {
  const mean = (t: number): number => Math.sqrt(s.alphaBar[t]) * x0;
  const variance = (t: number): number => s.oneMinusAlphaBar[t];
  const log2Pi = Math.log(2 * Math.PI);
  // -log p(x_T) of N(0, 1).
  let sum = (log2Pi + variance(s.T) + mean(s.T) ** 2) / 2;
  for (let t = 1; t <= s.T; t++) {
    const { alpha, beta } = jump(s, t, t - 1);
    const step = modelStep(s, law, t);
    // log q(x_t | x_{t-1}): minus the entropy of a Gaussian.
    sum -= (log2Pi + 1 + Math.log(beta)) / 2;
    // x_{t-1} - slope x_t - offset, with cov(x_{t-1}, x_t) = sqrt(alpha_t) var(x_{t-1}).
    const bias = mean(t - 1) - step.slope * mean(t) - step.offset;
    const spread = variance(t - 1) * (1 - 2 * step.slope * Math.sqrt(alpha)) + step.slope ** 2 * variance(t);
    sum += (log2Pi + Math.log(step.variance) + (bias ** 2 + spread) / step.variance) / 2;
  }
  return sum;
}

/** The law of x_0 that the model draws from: N(0, 1) carried down through all of its steps. */
export function modelLaw(s: Schedule, law: Bell): Bell {
  let bell: Bell = { mean: 0, variance: 1 };
  for (let t = s.T; t >= 1; t--) {
    const { slope, offset, variance } = modelStep(s, law, t);
    bell = { mean: slope * bell.mean + offset, variance: slope ** 2 * bell.variance + variance };
  }
  return bell;
}

/**
 * The variational bound where all of it is a formula: x_0 a number, its law a Gaussian, the model the DDPM step with the law's exact
 * denoiser. Each term by itself (Ho et al. 2020, eq. 5; with a density as decoder), and the bound that they are made from (eq. 3).
 *
 * @param law of the data that the denoiser knows
 * @param x0 the number whose bound is asked for
 */
export function gaussianBound(s: Schedule, law: Bell, x0: number): GaussianBound {
  const prior = priorKl(s, x0 * x0) * Math.LN2;
  const steps = Array.from({ length: s.T - 1 }, (_, i) => {
    const t = s.T - i;
    const { spread, weight } = klTerm(s, t, 'posterior');
    return (spread + weight * denoisingError(s, law, t, x0)) * Math.LN2;
  });
  const decoder = (Math.log(2 * Math.PI * s.beta[1]) + denoisingError(s, law, 1, x0) / s.beta[1]) / 2;
  return {
    prior,
    steps,
    decoder,
    sum: prior + steps.reduce((sum, step) => sum + step, 0) + decoder,
    direct: directBound(s, law, x0),
    surprise: -Math.log(bellDensity(modelLaw(s, law), x0)),
  };
}
