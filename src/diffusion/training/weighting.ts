import { checkTimestep, snr, type Schedule } from '../schedule';

/**
 * The quantity whose errors count equally at every t. Each is a factor of |epsilon - epsilonHat|^2:
 * - `v`: the velocity, 1 / alphaBar (Salimans & Ho 2022);
 * - `epsilon`: the noise, 1 (Ho et al. 2020, eq. 14);
 * - `x0`: the clean picture, (1 - alphaBar) / alphaBar;
 * - `snr-clipped`: as `epsilon` where SNR <= 5; above it the weight falls: min(1, 5 / SNR) (Hang et al. 2023).
 */
export const WEIGHTINGS = ['v', 'epsilon', 'x0', 'snr-clipped'] as const;

export type Weighting = (typeof WEIGHTINGS)[number];

/** Smaller values of alphaBar are raised to this; otherwise the steps of nearly pure noise would outweigh all others. */
const ALPHA_BAR_FLOOR = 0.02;
const SNR_LIMIT = 5;

/**
 * The factor of |epsilon - epsilonHat|^2 at timestep t, positive.
 *
 * @param t 1..T
 * @throws RangeError if t is out of range
 */
export function lossWeight(weighting: Weighting, s: Schedule, t: number): number {
  checkTimestep(s, t, 1);
  const alphaBar = Math.max(s.alphaBar[t], ALPHA_BAR_FLOOR);
  switch (weighting) {
    case 'v':
      return 1 / alphaBar;
    case 'epsilon':
      return 1;
    case 'x0':
      return s.oneMinusAlphaBar[t] / alphaBar;
    case 'snr-clipped':
      return Math.min(1, SNR_LIMIT / snr(s, t));
  }
}
