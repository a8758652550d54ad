import { additiveScale } from './forward';
import { fillGaussian, fold, type Key } from './random';
import type { Schedule } from './schedule';
import { Trajectory } from './trajectory';

/** Standard deviation of what the additive process adds from tPrev to t: sqrt(beta_{tPrev + 1} + ... + beta_t). */
export function addedStd(s: Schedule, t: number, tPrev: number): number {
  let variance = 0;
  for (let i = tPrev + 1; i <= t; i++) variance += s.beta[i];
  return Math.sqrt(variance);
}

/**
 * The additive process played backwards: down by x_t = x_{t-1} + sqrt(beta_t) epsilon_t, and back by the founding text's
 * x_{t-1} = x_t - sqrt(beta_t) epsilon_t with the very noise that was added. The noise that leads to t is
 * fillGaussian(fold(k, t)).
 *
 * @param s the schedule whose betas are added
 * @param x0 the picture that it starts from
 * @param times the t of the frames, descending, the last is 0; between two of them beta is the sum of those that are passed
 * @returns the way back, every x_t brought to variance 1 (multiplied by additiveScale)
 * @throws RangeError if a time does not fit
 */
export function playBack(s: Schedule, k: Key, x0: Float32Array, times: Int32Array): Trajectory {
  const x = Float32Array.from(x0);
  const epsilon = new Float32Array(x.length);
  const move = (i: number, sign: 1 | -1): void => {
    fillGaussian(fold(k, times[i]), epsilon);
    const by = sign * addedStd(s, times[i], times[i + 1]);
    for (let j = 0; j < x.length; j++) x[j] += by * epsilon[j];
  };
  const back = new Trajectory(times, x.length);
  const keep = (i: number): void => {
    const scale = additiveScale(s, times[i]);
    const frame = back.frame(i);
    for (let j = 0; j < x.length; j++) frame[j] = scale * x[j];
  };
  const last = times.length - 1;
  for (let i = last - 1; i >= 0; i--) move(i, 1);
  for (let i = 0; i < last; i++) {
    keep(i);
    move(i, -1);
  }
  keep(last);
  return back;
}
