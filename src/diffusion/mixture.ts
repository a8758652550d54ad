import { fillGaussian, fold, uniform, type Key } from './random';

/** A mixture of Gaussians on the line, all of one standard deviation. */
export interface Mixture {
  /** They add up to 1. */
  readonly weights: readonly number[];
  readonly means: readonly number[];
  readonly std: number;
}

/** Two modes of unequal weight: right is what a reverse rule should get right. */
export const TWO_MODES: Mixture = { weights: [0.3, 0.7], means: [-1, 1], std: 0.1 };

/** Fills `out` with draws of the mixture; element i depends on (k, i) only. */
export function fillMixture({ weights, means, std }: Mixture, k: Key, out: Float32Array): Float32Array {
  fillGaussian(fold(k, 0), out);
  const choice = fold(k, 1);
  for (let i = 0; i < out.length; i++) {
    let left = uniform(choice, i);
    let mode = 0;
    while (mode < weights.length - 1 && left >= weights[mode]) left -= weights[mode++];
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
 * The exact denoiser E[x_0 | x_t = x] of the mixture, for x_t = sqrt(signal) x_0 + sqrt(noise) epsilon: each mode's own
 * posterior mean, weighted by how likely x is under it (Bayes).
 *
 * @param signal alphaBar_t
 * @param noise 1 - alphaBar_t; both 0 is not allowed
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
  // Exponents are taken from the largest, so that one of them is 0 and the sum is never.
  let most = -Infinity;
  for (const mean of means) most = Math.max(most, -((x - root * mean) ** 2));
  let total = 0;
  let sum = 0;
  for (let i = 0; i < means.length; i++) {
    const away = x - root * means[i];
    const share = weights[i] * Math.exp((-away * away - most) / (2 * variance));
    total += share;
    sum += share * (means[i] + gain * away);
  }
  return sum / total;
}
