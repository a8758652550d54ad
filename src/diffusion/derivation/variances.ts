import type { Schedule } from '../schedule';
import { jump } from '../steps';

/**
 * The variance of x_t for t = 0..T, if x_0 has the given one: of the chain x_t = sqrt(1 - beta_t) x_{t-1} + sqrt(beta_t) epsilon (Ho et al.
 * 2020, eq. 2), `kept`, and of the same chain without the factor sqrt(1 - beta_t), `grown`.
 *
 * @param x0Variance at least 0
 */
export function chainVariances(
  s: Schedule,
  x0Variance: number,
): { readonly kept: Float64Array; readonly grown: Float64Array } {
  const kept = new Float64Array(s.T + 1).fill(x0Variance);
  const grown = kept.slice();
  for (let t = 1; t <= s.T; t++) {
    kept[t] = (1 - s.beta[t]) * kept[t - 1] + s.beta[t];
    grown[t] = grown[t - 1] + s.beta[t];
  }
  return { kept, grown };
}

/** The noise of two steps, from `first` over `middle` to `last`. */
export interface TwoSteps {
  /** What the first step's noise is multiplied by once both are made. */
  readonly before: number;
  /** What the second step's noise is multiplied by. */
  readonly after: number;
  /** What the noise of one step over both is multiplied by: sqrt(1 - alpha). */
  readonly together: number;
}

/**
 * Two noise steps, and the one that replaces them: sqrt(alpha_2 beta_1) epsilon_1 + sqrt(beta_2) epsilon_2 has the law of sqrt(1 - alpha_1
 * alpha_2) epsilon, because variances of independent Gaussians add up (Ho et al. 2020, between eq. 2 and 4).
 *
 * @param first 0..middle - 1
 * @param middle 1..last - 1
 * @param last 2..T
 * @throws RangeError if one of them is out of range
 */
export function twoSteps(s: Schedule, first: number, middle: number, last: number): TwoSteps {
  const second = jump(s, last, middle);
  return {
    before: Math.sqrt(second.alpha * jump(s, middle, first).beta),
    after: Math.sqrt(second.beta),
    together: Math.sqrt(jump(s, last, first).beta),
  };
}

/** The variance of a sample, around its own mean. @param values at least two numbers */
export function sampleVariance(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / (values.length - 1);
}
