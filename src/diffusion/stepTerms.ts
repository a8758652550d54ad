import type { Schedule } from './schedule';
import type { StepCoefficients } from './steps';

/**
 * In what a reverse step is written, each the same three numbers in other words:
 *
 * - `mean`: x_s = a x0Hat + b x_t + c z (Ho et al. 2020, eq. 7)
 * - `noise`: x_s = a x0Hat + b epsilonHat + c z (Song, Meng & Ermon 2021, eq. 12)
 * - `additive`: x_s = x_t + b epsilonHat + c z, of the additive process as it is, not brought to variance 1
 */
export type Writing = 'mean' | 'noise' | 'additive';

/** What each picture of a step is multiplied by; 0 where the writing has none. */
export interface StepTerms {
  readonly x0Hat: number;
  readonly xt: number;
  readonly epsilonHat: number;
  readonly z: number;
}

/**
 * A step's three numbers as its equation has them, by x_t = sqrt(alphaBar_t) x_0 + sqrt(1 - alphaBar_t) epsilon; the additive
 * process is the variance-preserving one times 1 / sqrt(alphaBar_t) = sqrt(1 + sigma_t^2).
 *
 * @param s of variance-preserving x_t; the additive process brought to variance 1
 * @param t where the step starts, 1..T
 * @param tPrev where it leads, 0..t - 1
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
 * The step that leaves the last state at or above t: the first one before the way begins, the last one at t = 0.
 *
 * @param times t of each step, descending; after the last it leads to 0
 */
export function stepAt(times: Int32Array, t: number): { t: number; tPrev: number } {
  const i = Math.max(
    0,
    times.findLastIndex((each) => each >= Math.max(1, t)),
  );
  return { t: times[i], tPrev: i + 1 < times.length ? times[i + 1] : 0 };
}
