import { checkTimestep, type Schedule } from './schedule';

/**
 * The exact denoiser E[x_0 | x_t] if x_0 is one of n equally likely points: Bayes' rule on
 * q(x_t | x_0) = N(sqrt(alphaBar_t) x_0, (1 - alphaBar_t) I) (Ho et al. 2020, eq. 4). It minimises the epsilon loss on these points
 * (Karras et al. 2022, appendix B.3). Everything here is summed directly in float64; the worker's implementation is tested against
 * it.
 */

/** The label that means no class: every point is possible. */
export const EVERY_CLASS = 10;

/** Points as grey bytes, [n, pixels] flat; byte b stands for b / 127.5 - 1. */
export interface Points {
  readonly bytes: Uint8Array;
  /** The class of each point, [n], 0..9. */
  readonly labels: Uint8Array;
}

/**
 * |x - signal x_i|^2, summed over all pixels.
 * @param x pixels, as many as a point has
 * @param signal sqrt(alphaBar_t), or 1 for a distance between pictures
 */
export function squaredDistance(x: Float32Array, bytes: Uint8Array, i: number, signal: number): number {
  const from = i * x.length;
  let sum = 0;
  for (let j = 0; j < x.length; j++) {
    const difference = x[j] - signal * (bytes[from + j] / 127.5 - 1);
    sum += difference * difference;
  }
  return sum;
}

/** log q(x_t | x_i) up to a constant: -|x_t - sqrt(alphaBar) x_i|^2 / (2 (1 - alphaBar)). @throws RangeError if t < 1 */
export function logLikelihood(squared: number, schedule: Schedule, t: number): number {
  checkTimestep(schedule, t, 1);
  return -squared / (2 * schedule.oneMinusAlphaBar[t]);
}

/** Softmax in place. The largest logit is subtracted first, so that none overflows. */
function softmax(logits: Float64Array): Float64Array {
  const largest = logits.reduce((a, b) => Math.max(a, b), -Infinity);
  let total = 0;
  for (let i = 0; i < logits.length; i++) total += logits[i] = Math.exp(logits[i] - largest);
  for (let i = 0; i < logits.length; i++) logits[i] /= total;
  return logits;
}

/**
 * p(x_i | x_t) of each point; 0 for points of another class.
 * @param t 1..T
 * @param label 0..9, or 10 for every class
 * @throws RangeError if t is out of range
 */
export function posteriorWeights(
  { bytes, labels }: Points,
  xt: Float32Array,
  schedule: Schedule,
  t: number,
  label: number,
): Float64Array {
  const signal = Math.sqrt(schedule.alphaBar[t]);
  return softmax(
    Float64Array.from(labels, (pointLabel, i) =>
      label === EVERY_CLASS || pointLabel === label
        ? logLikelihood(squaredDistance(xt, bytes, i, signal), schedule, t)
        : -Infinity,
    ),
  );
}

/** E[x_0 | x_t], the weighted mean of the points. */
export function posteriorMean({ bytes }: Points, weights: ArrayLike<number>): Float64Array {
  const pixels = bytes.length / weights.length;
  const mean = new Float64Array(pixels);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i];
    if (weight > 0) for (let j = 0; j < pixels; j++) mean[j] += weight * (bytes[i * pixels + j] / 127.5 - 1);
  }
  return mean;
}

/** The effective number of points that share the weight: exp of the entropy. 1 if one has all of it, n if all have the same. */
export function effectiveNumber(weights: ArrayLike<number>): number {
  let entropy = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) entropy -= weights[i] * Math.log(weights[i]);
  return Math.exp(entropy);
}

/** The point nearest to a picture, and its distance |x - x_i|. */
export function nearestPoint(x: Float32Array, { bytes }: Points): { index: number; distance: number } {
  let index = -1;
  let least = Infinity;
  for (let i = 0; i * x.length < bytes.length; i++) {
    const squared = squaredDistance(x, bytes, i, 1);
    if (squared < least) [index, least] = [i, squared];
  }
  return { index, distance: Math.sqrt(least) };
}
