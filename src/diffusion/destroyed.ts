import { centralProbabilityOverDensity } from './normal';
import type { Schedule } from './schedule';

/**
 * How far x_T is from the noise that a reverse process starts from: KL(q(x_T | x_0) || N(0, I)), the term L_T of the
 * variational bound (Ho et al. 2020, eq. 5), in bits per pixel.
 *
 * @param meanSquare mean of x_0^2 over the pixels
 */
export function priorKl(s: Schedule, meanSquare: number): number {
  const signal = s.alphaBar[s.T];
  const noise = s.oneMinusAlphaBar[s.T];
  // Each form is accurate where the other one cancels.
  const log = signal < 0.5 ? Math.log1p(-signal) : Math.log(noise);
  return (signal * (meanSquare - 1) - log) / (2 * Math.LN2);
}

/** The first t at which half of the variance is noise, or undefined if there is none. */
export function halfLife(s: Schedule): number | undefined {
  const t = s.alphaBar.findIndex((alphaBar) => alphaBar <= 0.5);
  return t < 0 ? undefined : t;
}

/**
 * The distance of two pictures in x_t, in standard deviations of the noise: the detectability d' of the ideal observer, who knows both
 * pictures and has to say which of them x_t comes from (Green & Swets 1966).
 *
 * @param distance Euclidean distance of the two clean pictures
 * @param t 1..T
 */
export function detectability(s: Schedule, t: number, distance: number): number {
  return distance * Math.sqrt(s.alphaBar[t] / s.oneMinusAlphaBar[t]);
}

/** The share of trials in which the ideal observer names the right picture: Phi(d' / 2). Guessing gives 0.5. */
export function shareTold(detectability: number): number {
  const q = detectability / 2;
  if (q > 6) return 1;
  const density = Math.exp((-q * q) / 2) / Math.sqrt(2 * Math.PI);
  return 0.5 + density * centralProbabilityOverDensity(q);
}
