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

/** Mean and variance of a mixture along either axis. */
export function mixtureMoments({ weights, means, stds }: PlaneMixture): Moments {
  const axis = (a: 0 | 1): readonly [number, number] => {
    let mean = 0;
    let square = 0;
    weights.forEach((weight, i) => {
      mean += weight * means[2 * i + a];
      square += weight * (means[2 * i + a] ** 2 + stds[i] ** 2);
    });
    return [mean, square - mean ** 2];
  };
  const [x, y] = [axis(0), axis(1)];
  return { mean: [x[0], y[0]], variance: [x[1], y[1]] };
}

/**
 * The same mixture, moved and scaled so that it has mean 0 and, averaged over the axes, variance 1: the components stay round.
 * @throws RangeError if the mixture is a single point
 */
export function standardised(mixture: PlaneMixture): PlaneMixture {
  const { mean, variance } = mixtureMoments(mixture);
  const scale = 1 / Math.sqrt((variance[0] + variance[1]) / 2);
  if (!Number.isFinite(scale)) throw new RangeError('all of it lies on one point; give at least two');
  return {
    weights: mixture.weights,
    means: mixture.means.map((value, i) => (value - mean[i % 2]) * scale),
    stds: mixture.stds.map((std) => std * scale),
  };
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
