import { cellCentres, type DensityGrid } from './fokkerPlanck';
import type { Moments, PlaneMixture } from './mixture';

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

/** A grid with the value of a function at every cell's centre. */
export function gridOf(n: number, halfWidth: number, density: (x: number, y: number) => number): DensityGrid {
  const centres = cellCentres(n, halfWidth);
  const values = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++)
      values[row * n + column] = density(centres[column], centres[row]);
  return { n, halfWidth, density: values };
}

/** A mixture moved and scaled so that it has mean 0 and, averaged over the axes, variance 1. */
function standardised(mixture: PlaneMixture): PlaneMixture {
  const { mean, variance } = mixtureMoments(mixture);
  const scale = 1 / Math.sqrt((variance[0] + variance[1]) / 2);
  return {
    weights: mixture.weights,
    means: mixture.means.map((value, i) => (value - mean[i % 2]) * scale),
    stds: mixture.stds.map((std) => std * scale),
  };
}

/** Three heaps of unequal weight and width, with mean 0 and, averaged over the axes, variance 1. */
export const THREE_HEAPS: PlaneMixture = standardised({
  weights: Float64Array.of(0.5, 0.3, 0.2),
  means: Float64Array.of(-0.8, -0.5, 1.1, -0.6, 0.4, 1.5),
  stds: Float64Array.of(0.35, 0.2, 0.28),
});
