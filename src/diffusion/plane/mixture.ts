import { fillGaussian, fold, uniform, type Key } from '../random';

/** A mixture of round Gaussians in the plane. Points are Gaussians of width 0. */
export interface PlaneMixture {
  /** They add up to 1. */
  readonly weights: Float64Array;
  /** [n, 2] flat. */
  readonly means: Float64Array;
  /** Standard deviation of each component along either axis. */
  readonly stds: Float64Array;
}

/** A mixture of components of equal weight. @param points means, [n, 2] flat */
export function equalMixture(points: ArrayLike<number>, std: number): PlaneMixture {
  const count = points.length / 2;
  return {
    weights: new Float64Array(count).fill(1 / count),
    means: Float64Array.from(points),
    stds: new Float64Array(count).fill(std),
  };
}

/** Mean and variance of each axis. */
export interface Moments {
  readonly mean: readonly [number, number];
  readonly variance: readonly [number, number];
}

/** Draws from a mixture. Point i depends on (k, i) only. @param out receives [n, 2] flat */
export function drawMixture(mixture: PlaneMixture, k: Key, out: Float32Array): Float32Array {
  const { weights, means, stds } = mixture;
  fillGaussian(fold(k, 0), out);
  const choice = fold(k, 1);
  for (let i = 0; i < out.length / 2; i++) {
    let remainder = uniform(choice, i);
    let component = 0;
    while (component < weights.length - 1 && remainder >= weights[component])
      remainder -= weights[component++];
    for (const a of [0, 1]) out[2 * i + a] = means[2 * component + a] + stds[component] * out[2 * i + a];
  }
  return out;
}
