import { mix } from './mix';
import { fillGaussian, fold, type Key } from './random';
import { checkTimestep, customSchedule, type Schedule } from './schedule';
import type { Trajectory } from './trajectory';

/**
 * The closed form q(x_t | x_0): x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) epsilon (Ho et al. 2020, eq. 4).
 *
 * @param t 0..T; at t = 0 the result is x_0 itself
 * @param x0 clean pixels in [-1, 1]
 * @param epsilon standard normal noise, as long as x0
 * @param out receives x_t, as long as x0; may be x0 or epsilon itself
 * @returns out
 * @throws RangeError if t is out of range or the lengths differ
 */
export function addNoise(
  s: Schedule,
  t: number,
  x0: Float32Array,
  epsilon: Float32Array,
  out: Float32Array,
): Float32Array {
  checkTimestep(s, t, 0);
  return mix(Math.sqrt(s.alphaBar[t]), x0, Math.sqrt(s.oneMinusAlphaBar[t]), epsilon, out);
}

/**
 * One step of the chain q(x_t | x_{t-1}): x_t = sqrt(1 - beta_t) x_{t-1} + sqrt(beta_t) epsilon (Ho et al. 2020, eq. 2).
 *
 * @param t the timestep that the step leads to, 1..T
 * @returns out
 * @throws RangeError if t is out of range or the lengths differ
 */
export function chainStep(
  s: Schedule,
  t: number,
  xPrev: Float32Array,
  epsilon: Float32Array,
  out: Float32Array,
): Float32Array {
  checkTimestep(s, t, 1);
  return mix(Math.sqrt(1 - s.beta[t]), xPrev, Math.sqrt(s.beta[t]), epsilon, out);
}

/**
 * Extends the chain from frame `filled`, which is already filled (frame 0 is x_0), to frame `upTo`. The noise of the step to
 * t is fillGaussian(fold(k, t)), so the result does not depend on how the chain is divided into calls.
 *
 * @param chain frames at the times 0, 1, 2, ... up to T at most
 * @throws RangeError if the range or the chain's times are not valid
 */
export function extendChain(s: Schedule, k: Key, chain: Trajectory, filled: number, upTo: number): void {
  if (upTo <= filled) return;
  checkTimestep(s, filled, 0);
  checkTimestep(s, upTo, 1);
  // Times are strictly monotone integers, so checking both ends excludes gaps.
  if (chain.times[0] !== 0 || chain.times[upTo] !== upTo) {
    throw new RangeError(`the chain must hold the times 0, 1, 2, ... up to ${upTo}`);
  }
  const epsilon = new Float32Array(chain.size);
  for (let t = filled + 1; t <= upTo; t++) {
    chainStep(s, t, chain.frame(t - 1), fillGaussian(fold(k, t), epsilon), chain.frame(t));
  }
}

/** Standard deviation of what the additive process adds from tPrev to t: sqrt(beta_{tPrev + 1} + ... + beta_t). */
export function addedStd(s: Schedule, t: number, tPrev: number): number {
  let variance = 0;
  for (let i = tPrev + 1; i <= t; i++) variance += s.beta[i];
  return Math.sqrt(variance);
}

/**
 * Standard deviation of all noise of the additive process at t: sqrt(beta_1 + ... + beta_t), t in 0..T. That process,
 * x_t = x_{t-1} + sqrt(beta_t) epsilon, keeps the signal's weight at 1 and lets the variance grow ("variance exploding",
 * Song et al. 2021, eq. 8): in closed form, x_t = x_0 + additiveSigma(t) epsilon.
 *
 * @throws RangeError if t is out of range
 */
export function additiveSigma(s: Schedule, t: number): number {
  checkTimestep(s, t, 0);
  return addedStd(s, t, 0);
}

/** The factor 1 / sqrt(1 + sigma_t^2) that turns an x_t of the additive process into a variance-preserving one. */
export function additiveScale(s: Schedule, t: number): number {
  return 1 / Math.hypot(1, additiveSigma(s, t));
}

/**
 * The additive process of `s` as a variance-preserving schedule, which it becomes if every x_t is multiplied by additiveScale:
 * alphaBar_t = 1 / (1 + sigma_t^2), that is beta'_t = beta_t / (1 + sigma_t^2).
 */
export function additiveAsSchedule(s: Schedule): Schedule {
  let total = 1;
  return customSchedule(s.beta.subarray(1).map((beta) => beta / (total += beta)));
}
