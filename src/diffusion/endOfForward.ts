import { centralProbabilityOverDensity } from './numbers/normal';
import type { Schedule } from './schedule';

/**
 * How far x_T is from the noise that a reverse process starts from: KL(q(x_T | x_0) || N(0, I)), the term L_T of the
 * variational bound (Ho et al. 2020, eq. 5), in bits per pixel.
 *
 * If x_T is multiplied by a factor, it is that of the product, with a = factor^2 alphaBar_T and v = factor^2 (1 - alphaBar_T):
 * (a x_0^2 + v - 1 - ln v) / (2 ln 2). For x_T = x_0 + sigma epsilon that is (x_0^2 + sigma^2 - 1 - ln sigma^2) / (2 ln 2).
 *
 * @param meanSquare mean of x_0^2 over the pixels
 * @param factor what x_T is multiplied by, positive
 */
export function priorKl(s: Schedule, meanSquare: number, factor = 1): number {
  const signal = s.alphaBar[s.T];
  const noise = s.oneMinusAlphaBar[s.T];
  if (factor !== 1) {
    const variance = factor ** 2 * noise;
    return (factor ** 2 * signal * meanSquare + variance - 1 - Math.log(variance)) / (2 * Math.LN2);
  }
  // Each form is accurate where the other one cancels.
  const log = signal < 0.5 ? Math.log1p(-signal) : Math.log(noise);
  return (signal * (meanSquare - 1) - log) / (2 * Math.LN2);
}

/**
 * The first t at which the squared weight of the noise is at least that of the picture, alphaBar <= 1/2, or undefined if there is none.
 * A product of t factors is wrong by a few roundings each: what is 1/2 but for these counts as 1/2.
 */
export function halfLife(s: Schedule): number | undefined {
  const t = s.alphaBar.findIndex((alphaBar, at) => alphaBar <= 0.5 * (1 + 4 * at * Number.EPSILON));
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
