import { addedStd, additiveScale } from './forward';
import { fillGaussian, fold, type Key } from './random';
import type { Schedule } from './schedule';
import { Trajectory } from './trajectory';

/**
 * The additive process played backwards: forward by x_t = x_{t-1} + sqrt(beta_t) epsilon_t, and back by
 * x_{t-1} = x_t - sqrt(beta_t) epsilon_t with exactly the noise that was added. The noise of the step to t is
 * fillGaussian(fold(k, t)).
 *
 * @param s the schedule whose betas are added
 * @param x0 the picture that it starts from
 * @param times the t of the frames, descending, ending with 0; from one frame to the next the betas in between add up
 * @returns the way back; every x_t is multiplied by additiveScale, which brings it to variance 1
 * @throws RangeError if a time is out of range
 */
export function playBack(s: Schedule, k: Key, x0: Float32Array, times: Int32Array): Trajectory {
  const x = Float32Array.from(x0);
  const epsilon = new Float32Array(x.length);
  const addNoise = (i: number, sign: 1 | -1): void => {
    fillGaussian(fold(k, times[i]), epsilon);
    const scale = sign * addedStd(s, times[i], times[i + 1]);
    for (let j = 0; j < x.length; j++) x[j] += scale * epsilon[j];
  };
  const back = new Trajectory(times, x.length);
  const record = (i: number): void => {
    const scale = additiveScale(s, times[i]);
    const frame = back.frame(i);
    for (let j = 0; j < x.length; j++) frame[j] = scale * x[j];
  };
  const last = times.length - 1;
  for (let i = last - 1; i >= 0; i--) addNoise(i, 1);
  for (let i = 0; i < last; i++) {
    record(i);
    addNoise(i, -1);
  }
  record(last);
  return back;
}
