import { fold, permutation, uniform, type Key } from './random';

/**
 * Timesteps of a training batch, one in each of `count` equal parts of 1..T, in random order. Every batch sees all noise levels, so
 * its loss varies less (Kingma et al. 2021, appendix I.1).
 *
 * @returns count whole numbers in 1..T, one for each picture
 */
export function stratifiedTimesteps(k: Key, count: number, T: number): Int32Array {
  const order = permutation(fold(k, 0), count);
  const within = fold(k, 1);
  return Int32Array.from(order, (part, i) => 1 + Math.floor((T * (part + uniform(within, i))) / count));
}

/** The middles of `count` equal parts of 1..T, ascending: the timesteps for measuring a loss. */
export function evenTimesteps(count: number, T: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => 1 + Math.floor((T * (i + 0.5)) / count));
}
