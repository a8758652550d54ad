import { BETA_MAX, checkStepCount, customSchedule, REFERENCE_T, type Schedule } from './schedule';

/** The range of beta in a curve drawn by hand, for T = 1000. */
export const HAND_RANGE = { min: 1e-5, max: 0.5 } as const;

/**
 * The schedule of T steps with a beta curve drawn by hand: log beta is the monotone cubic through the knots (Fritsch &
 * Carlson 1980), so between two knots beta stays within their range. As with the named curves, the knots are meant for
 * T = 1000; for another T each step does the work of 1000 / T such steps, with beta limited to 0.999 as in the named schedules:
 * for few steps 1 - beta = 0.5^(1000 / T) would be rounded to 0.
 *
 * @param knots beta at equal distances from the first step to the last, 2 or more, each in (0, 1)
 * @throws RangeError if T is not an integer >= 2 or a knot lies outside (0, 1)
 */
export function handSchedule(knots: readonly number[], T: number = REFERENCE_T): Schedule {
  checkStepCount(T);
  if (knots.length < 2 || !knots.every((beta) => beta > 0 && beta < 1))
    throw new RangeError(
      `the knots are ${knots.join(', ')}; give 2 or more, each between 0 and 1, ends excluded`,
    );
  const curve = monotoneCubic(knots.map(Math.log));
  const power = REFERENCE_T / T;
  return customSchedule(
    Float64Array.from({ length: T }, (_, i) => {
      const beta = Math.exp(curve((i / (T - 1)) * (knots.length - 1)));
      return Math.min(BETA_MAX, -Math.expm1(power * Math.log1p(-beta)));
    }),
  );
}

/**
 * The monotone piecewise cubic through (0, y[0]), (1, y[1]), ...: no overshoot between two points (Fritsch & Carlson 1980;
 * the slopes are the harmonic means of Fritsch & Butland 1984).
 *
 * @param y two or more values
 * @returns the curve, for x in 0..y.length - 1
 */
export function monotoneCubic(y: readonly number[]): (x: number) => number {
  const rises = y.slice(1).map((value, i) => value - y[i]);
  const inner = rises.slice(1).map((after, i) => {
    const before = rises[i];
    return before * after > 0 ? (2 * before * after) / (before + after) : 0;
  });
  const slopes = [rises[0], ...inner, rises[rises.length - 1]];
  return (x) => {
    const i = Math.min(rises.length - 1, Math.max(0, Math.floor(x)));
    const u = x - i;
    const v = 1 - u;
    return (
      v * v * (1 + 2 * u) * y[i] +
      u * u * (3 - 2 * u) * y[i + 1] +
      u * v * (v * slopes[i] - u * slopes[i + 1])
    );
  };
}
