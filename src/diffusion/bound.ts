import { logNormalInterval } from './numbers/normal';
import { fold, word, type Key } from './random';
import { checkTimestep, type Schedule } from './schedule';
import { posterior, type Variance } from './steps';

/**
 * The variational bound on -log p(x_0), L_T + sum over t > 1 of L_{t-1} + L_0 (Ho et al. 2020, eq. 5; Sohl-Dickstein et al.
 * 2015), in bits per dimension. L_T is `priorKl` of endOfForward.ts.
 */

/** L_{t-1} as a function of the network's error: bits = spread + weight * mean of (x_0 - x0Hat)^2 over the pixels. */
export interface KlTerm {
  /** Cost of a variance other than the posterior's, bits/dim; 0 for the posterior's. */
  readonly spread: number;
  /** Bits/dim for each unit of mean square error of x0Hat. */
  readonly weight: number;
}

/**
 * The variance sigma_t^2 of p(x_{t-1} | x_t): the posterior's, or beta_t (Ho et al. 2020, section 3.2).
 *
 * @param t 1..T; at t = 1 the posterior's is 0
 * @throws RangeError if t is out of range
 */
export function reverseVariance(s: Schedule, t: number, variance: Variance): number {
  return variance === 'beta' ? (checkTimestep(s, t, 1), s.beta[t]) : posterior(s, t).variance;
}

/**
 * L_{t-1} = KL(q(x_{t-1} | x_t, x_0) || p(x_{t-1} | x_t)), two Gaussians with means c0 x_0 + ct x_t and c0 x0Hat + ct x_t. With
 * r = posterior variance / sigma_t^2, the variances contribute (r - 1 - log r) / 2, and the means c0^2 (x_0 - x0Hat)^2 /
 * (2 sigma_t^2) (Ho et al. 2020, eq. 8, in terms of x_0).
 *
 * @param t 2..T
 * @throws RangeError if t is out of range
 */
export function klTerm(s: Schedule, t: number, variance: Variance): KlTerm {
  if (t === 1) throw new RangeError('t is 1, where the decoder takes the place of a KL; give 2 to T');
  const q = posterior(s, t);
  const sigma2 = reverseVariance(s, t, variance);
  const r = q.variance / sigma2;
  return {
    spread: variance === 'posterior' ? 0 : (r - 1 - Math.log(r)) / (2 * Math.LN2),
    weight: (q.x0 * q.x0) / (2 * sigma2 * Math.LN2),
  };
}

/**
 * The weight of (epsilon - epsilonHat)^2 in L_{t-1}, beta_t^2 / (2 sigma_t^2 alpha_t (1 - alphaBar_t)), in nats; in L_simple it is
 * 1 (Ho et al. 2020, eq. 12 and 14).
 *
 * @param t 2..T; 1 is allowed with the variance `beta`
 * @throws RangeError if t is out of range
 */
export function epsilonWeight(s: Schedule, t: number, variance: Variance): number {
  const sigma2 = reverseVariance(s, t, variance);
  if (sigma2 === 0) throw new RangeError('t is 1, where the posterior has no variance; give 2 to T');
  return s.beta[t] ** 2 / (2 * sigma2 * (1 - s.beta[t]) * s.oneMinusAlphaBar[t]);
}

/** Half the distance between two neighbouring values of the 256 that a pixel has in [-1, 1]. */
const HALF_BIN = 1 / 255;

/**
 * L_0 = -log p(x_0 | x_1) by the discretised decoder (Ho et al. 2020, eq. 13): a pixel's byte has the probability that
 * N(mean, beta_1) gives to its bin; the bins of 0 and 255 are open. At t = 1 the posterior's variance is 0, so the decoder always has
 * beta_1.
 *
 * @param x0 pixels made of bytes by fromBytes
 * @param mean the mean of p(x_0 | x_1), which is x0Hat(x_1, 1), of the same length
 * @returns bits/dim
 * @throws RangeError if the lengths differ
 */
export function decoderBits(s: Schedule, x0: ArrayLike<number>, mean: ArrayLike<number>): number {
  if (mean.length !== x0.length)
    throw new RangeError(`lengths differ: ${x0.length} pixels and ${mean.length} means`);
  const sigma = Math.sqrt(s.beta[1]);
  let sum = 0;
  for (let i = 0; i < x0.length; i++) {
    const byte = Math.round((x0[i] + 1) * 127.5);
    const offset = byte / 127.5 - 1 - mean[i];
    sum -= logNormalInterval(
      byte === 0 ? -Infinity : (offset - HALF_BIN) / sigma,
      byte === 255 ? Infinity : (offset + HALF_BIN) / sigma,
    );
  }
  return sum / (x0.length * Math.LN2);
}

/**
 * Divides t = 2..T into strata of about equal length on a logarithmic scale, each with at least one t. Small t, where the terms are
 * large and change fast, have strata of their own.
 *
 * @param count strata, 1..T - 1
 * @returns count + 1 edges: stratum k is edges[k] .. edges[k + 1] - 1
 * @throws RangeError if count is out of range
 */
export function strata(T: number, count: number): Int32Array<ArrayBuffer> {
  if (!Number.isInteger(count) || count < 1 || count > T - 1)
    throw new RangeError(`${count} strata do not fit into t = 2 to ${T}; give 1 to ${T - 1}`);
  const edges = new Int32Array(count + 1);
  edges[0] = 2;
  for (let k = 1; k <= count; k++) {
    const ideal = Math.round(2 * ((T + 1) / 2) ** (k / count));
    edges[k] = Math.min(T + 1 - (count - k), Math.max(edges[k - 1] + 1, ideal));
  }
  return edges;
}

/** The key from which the groups' t are drawn; it differs from those of the noises, which are folded with a picture's number. */
export const timesKey = (k: Key): Key => fold(k, 2 ** 32 - 1);

/** One t from each stratum, uniform within it: a function of the key. */
export function drawTimes(k: Key, edges: Int32Array): Int32Array<ArrayBuffer> {
  return Int32Array.from(
    { length: edges.length - 1 },
    (_, i) => edges[i] + Math.floor((word(k, i) / 2 ** 32) * (edges[i + 1] - edges[i])),
  );
}
