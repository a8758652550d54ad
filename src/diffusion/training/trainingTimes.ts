import { fold, permutation, uniform, type Key } from '../random';

/**
 * Timesteps of a training batch, one in each of `count` equal parts of 1..T, in random order. Every batch sees all noise levels, so
 * its loss varies less (Kingma et al. 2021, appendix I.1).
 *
 * @returns count whole numbers in 1..T, one for each picture
 */
export function stratifiedTimesteps(k: Key, count: number, T: number): Int32Array {
  const order = permutation(fold(k, 0), count);
  const within = fold(k, 1);
  return new Int32Array(order).map((part, i) => 1 + Math.floor((T * (part + uniform(within, i))) / count));
}

/** How much of the measuring grid follows log t; the rest is even. */
const LOG_SHARE = 0.25;

/** Timesteps at which a loss is measured, ascending, and how much of the mean over all of 1..T each stands for. */
export interface MeasuringTimes {
  readonly times: Int32Array;
  /** Positive; their sum is 1. */
  readonly weights: Float64Array;
}

/**
 * The timesteps for measuring a loss: the middles of `count` parts of 1..T, each with its share of T as weight. A quarter of the parts
 * follows log t, so that the first t have parts of their own: where the output is x0, the error of epsilon grows as the SNR, and t = 1
 * alone makes a third of the mean. From T parts on they are even.
 *
 * @param count 1 or more
 */
export function measuringTimes(count: number, T: number): MeasuringTimes {
  if (count >= T)
    return {
      times: Int32Array.from({ length: count }, (_, i) => 1 + Math.floor((T * (i + 0.5)) / count)),
      weights: new Float64Array(count).fill(1 / count),
    };
  const times = new Int32Array(count);
  const weights = new Float64Array(count);
  const place = (t: number): number =>
    ((1 - LOG_SHARE) * t) / T + (LOG_SHARE * Math.log1p(t)) / Math.log1p(T);
  let last = 0;
  for (let part = 0; part < count; part++) {
    const before = last;
    const most = T - (count - 1 - part);
    const ideal = (part + 1) / count;
    last = before + 1;
    while (last < most && Math.abs(place(last + 1) - ideal) <= Math.abs(place(last) - ideal)) last++;
    if (part === count - 1) last = T;
    times[part] = Math.floor((before + 1 + last) / 2);
    weights[part] = (last - before) / T;
  }
  return { times, weights };
}
