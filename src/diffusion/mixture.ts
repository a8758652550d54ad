import { fillGaussian, fold, uniform, type Key } from './random';

/** A mixture of Gaussians on a line, all with the same standard deviation. */
export interface Mixture {
  /** They add up to 1. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly std: number;
}

/** Two modes of unequal weight, which a correct reverse rule reproduces. */
export const TWO_MODES: Mixture = { weights: [0.3, 0.7], means: [-1, 1], std: 0.1 };

/** Fills `out` with draws of the mixture; element i depends on (k, i) only. */
export function fillMixture({ weights, means, std }: Mixture, k: Key, out: Float32Array): Float32Array {
  fillGaussian(fold(k, 0), out);
  const choice = fold(k, 1);
  for (let i = 0; i < out.length; i++) {
    let remainder = uniform(choice, i);
    let mode = 0;
    while (mode < weights.length - 1 && remainder >= weights[mode]) remainder -= weights[mode++];
    out[i] = means[mode] + std * out[i];
  }
  return out;
}

/** The density of x = sqrt(signal) x_0 + sqrt(noise) epsilon, x_0 from the mixture. */
export function mixtureDensity(
  { weights, means, std }: Mixture,
  x: number,
  signal: number,
  noise: number,
): number {
  const variance = signal * std * std + noise;
  const root = Math.sqrt(signal);
  return weights.reduce(
    (sum, weight, i) =>
      sum +
      (weight * Math.exp(-((x - root * means[i]) ** 2) / (2 * variance))) / Math.sqrt(2 * Math.PI * variance),
    0,
  );
}

/**
 * The exact denoiser E[x_0 | x_t = x] of the mixture, for x_t = sqrt(signal) x_0 + sqrt(noise) epsilon: the posterior means of the
 * modes, weighted by the likelihood of x (Bayes).
 *
 * @param signal alphaBar_t
 * @param noise 1 - alphaBar_t; signal and noise must not both be 0
 */
export function mixturePosteriorMean(
  { weights, means, std }: Mixture,
  x: number,
  signal: number,
  noise: number,
): number {
  const variance = signal * std * std + noise;
  const root = Math.sqrt(signal);
  const gain = (root * std * std) / variance;
  // The largest exponent is subtracted, so that one of them is 0 and the sum cannot vanish.
  let largest = -Infinity;
  for (const mean of means) largest = Math.max(largest, -((x - root * mean) ** 2));
  let total = 0;
  let sum = 0;
  for (let i = 0; i < means.length; i++) {
    const distance = x - root * means[i];
    const share = weights[i] * Math.exp((-distance * distance - largest) / (2 * variance));
    total += share;
    sum += share * (means[i] + gain * distance);
  }
  return sum / total;
}

/**
 * The score of x = sqrt(signal) x_0 + sqrt(noise) epsilon: the slope of log {@link mixtureDensity}, sum of r_i (sqrt(signal) mean_i - x) /
 * variance, where r_i is the share of component i in the density at x.
 *
 * @param signal alphaBar_t
 * @param noise 1 - alphaBar_t; signal and noise must not both be 0
 */
export function mixtureScore(
  { weights, means, std }: Mixture,
  x: number,
  signal: number,
  noise: number,
): number {
  const variance = signal * std * std + noise;
  const pulls = means.map((mean) => (Math.sqrt(signal) * mean - x) / variance);
  const exponents = pulls.map((pull) => (-pull * pull * variance) / 2);
  const largest = Math.max(...exponents);
  const shares = exponents.map((exponent, i) => weights[i] * Math.exp(exponent - largest));
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.reduce((sum, share, i) => sum + share * pulls[i], 0) / total;
}

/**
 * Tweedie's formula: E[x_0 | x_t] = (x_t + (1 - alphaBar_t) score) / sqrt(alphaBar_t) (Robbins 1956; Efron 2011).
 *
 * @param score the slope of log p at x_t
 * @param signal alphaBar_t, above 0
 * @param noise 1 - alphaBar_t
 */
export const tweedie = (xt: number, score: number, signal: number, noise: number): number =>
  (xt + noise * score) / Math.sqrt(signal);
