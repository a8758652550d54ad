import type { Schedule } from './schedule';
import type { StepCoefficients } from './steps';

/**
 * How a reverse step is written; all are the same three numbers in other terms:
 *
 * - `mean`: x_s = a x0Hat + b x_t + c z (Ho et al. 2020, eq. 7)
 * - `noise`: x_s = a x0Hat + b epsilonHat + c z (Song, Meng & Ermon 2021, eq. 12)
 * - `additive`: x_s = x_t + b epsilonHat + c z, for the additive process itself, not brought to variance 1
 */
export type Writing = 'mean' | 'noise' | 'additive';

/** The factor of each picture in a step; 0 if the equation does not contain it. */
export interface StepTerms {
  readonly x0Hat: number;
  readonly xt: number;
  readonly epsilonHat: number;
  readonly z: number;
}

/**
 * A step's three numbers as the factors of its equation, by x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) epsilon; the additive
 * process is the variance-preserving one times 1 / sqrt(alphaBar_t) = sqrt(1 + sigma_t^2).
 *
 * @param s the schedule of variance-preserving x_t; for the additive process, of its x_t brought to variance 1
 * @param t where the step starts, 1..T
 * @param tPrev where the step leads, 0..t - 1
 */
export function stepTerms(
  writing: Writing,
  s: Schedule,
  { x0, xt, noise }: StepCoefficients,
  t: number,
  tPrev: number,
): StepTerms {
  const signal = Math.sqrt(s.alphaBar[t]);
  const rest = Math.sqrt(s.oneMinusAlphaBar[t]);
  switch (writing) {
    case 'mean':
      return { x0Hat: x0, xt, epsilonHat: 0, z: noise };
    case 'noise':
      return { x0Hat: x0 + signal * xt, xt: 0, epsilonHat: rest * xt, z: noise };
    case 'additive': {
      const after = 1 / Math.sqrt(s.alphaBar[tPrev]);
      // x0Hat = x_t - sigma_t epsilonHat, where sigma_t = rest / signal.
      return {
        x0Hat: 0,
        xt: after * (x0 + signal * xt),
        epsilonHat: (-after * x0 * rest) / signal,
        z: after * noise,
      };
    }
  }
}

/**
 * The step from the last state at or above t: the first step if t is above all states, the last one at t = 0.
 *
 * @param times t of each step, descending; the last step leads to 0
 */
export function stepAt(times: Int32Array, t: number): { t: number; tPrev: number } {
  const i = Math.max(
    0,
    times.findLastIndex((each) => each >= Math.max(1, t)),
  );
  return { t: times[i], tPrev: i + 1 < times.length ? times[i + 1] : 0 };
}
