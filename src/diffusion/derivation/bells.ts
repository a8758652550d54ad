import { conversion } from '../training/parameterization';
import type { Schedule } from '../schedule';
import { jump, posterior } from '../steps';

/** A Gaussian on a line. */
export interface Bell {
  readonly mean: number;
  /** Above 0. */
  readonly variance: number;
}

/** Its density at x. */
export const bellDensity = ({ mean, variance }: Bell, x: number): number =>
  Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);

/**
 * q(x_t | x_{tPrev}) as a function of x_{tPrev} (Ho et al. 2020, eq. 2, for a jump of any length): up to a factor a bell about
 * x_t / sqrt(alpha) with variance beta / alpha.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @throws RangeError if t or tPrev is out of range
 */
export function likelihoodBell(s: Schedule, t: number, tPrev: number, xt: number): Bell {
  const { alpha, beta } = jump(s, t, tPrev);
  return { mean: xt / Math.sqrt(alpha), variance: beta / alpha };
}

/** q(x_t | x_0) as a bell (Ho et al. 2020, eq. 4). @param t 1..T: at 0 it would have no width */
export const closedFormBell = (s: Schedule, t: number, x0: number): Bell => ({
  mean: Math.sqrt(s.alphaBar[t]) * x0,
  variance: s.oneMinusAlphaBar[t],
});

/** The product of two bells, normalised: a bell whose precision 1 / variance is the sum of theirs, and whose mean is theirs, weighted by it. */
export function productOfBells(a: Bell, b: Bell): Bell {
  const precision = 1 / a.variance + 1 / b.variance;
  return { mean: (a.mean / a.variance + b.mean / b.variance) / precision, variance: 1 / precision };
}

/** The posterior q(x_{tPrev} | x_t, x_0) by its formula (Ho et al. 2020, eq. 6 and 7). @param tPrev 1..t - 1 */
export function posteriorBell(s: Schedule, t: number, tPrev: number, xt: number, x0: number): Bell {
  const q = posterior(s, t, tPrev);
  return { mean: q.x0 * x0 + q.xt * xt, variance: q.variance };
}

/**
 * x0Hat = (x_t - sqrt(1 - alphaBar_t) epsilonHat) / sqrt(alphaBar_t) (Ho et al. 2020, eq. 15).
 *
 * @param t 1..T
 * @throws RangeError if t is out of range
 */
export function x0HatOf(s: Schedule, t: number, xt: number, epsilonHat: number): number {
  const { xt: ofXt, output } = conversion(s, t, 'epsilon', 'x0');
  return ofXt * xt + output * epsilonHat;
}

/**
 * The mean of the reverse step through epsilonHat, (x_t - beta / sqrt(1 - alphaBar_t) epsilonHat) / sqrt(alpha) (Ho et al. 2020, eq. 11);
 * alpha and beta are those of the jump from tPrev to t.
 *
 * @param t 1..T
 * @param tPrev 0..t - 1
 * @throws RangeError if t or tPrev is out of range
 */
export function meanByEpsilon(s: Schedule, t: number, tPrev: number, xt: number, epsilonHat: number): number {
  const { alpha, beta } = jump(s, t, tPrev);
  return (xt - (beta / Math.sqrt(s.oneMinusAlphaBar[t])) * epsilonHat) / Math.sqrt(alpha);
}
