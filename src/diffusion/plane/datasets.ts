import { fillGaussian, fold, uniform, type Key } from '../random';
import { drawMixture, equalMixture, type Moments, type PlaneMixture } from './mixture';
import type { PlaneData } from './names';

/** Eight narrow Gaussians on a circle; each axis has variance 1 (0.9998). */
export const RING: PlaneMixture = equalMixture(
  Array.from({ length: 8 }, (_, i) => [
    1.407 * Math.cos((i * Math.PI) / 4),
    1.407 * Math.sin((i * Math.PI) / 4),
  ]).flat(),
  0.1,
);

/** A set of which points can be drawn, but whose density has no formula. */
type Drawn = 'moons' | 'spiral' | 'checkerboard';

/** A point from two uniform numbers, and the spread of the noise around it. */
interface Shape {
  readonly at: (u: number, v: number) => readonly [x: number, y: number];
  readonly noise: number;
}

const SHAPES: Record<Drawn, Shape> = {
  /** Two half circles that reach into each other. */
  moons: {
    at: (u, v) => {
      const angle = Math.PI * u;
      return v < 0.5 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    },
    noise: 0.06,
  },
  /** Two arms, equally dense along their length. */
  spiral: {
    at: (u, v) => {
      const angle = 3 * Math.PI * Math.sqrt(0.02 + 0.98 * u);
      const radius = (v < 0.5 ? 1 : -1) * (angle / (3 * Math.PI));
      return [radius * Math.cos(angle), radius * Math.sin(angle)];
    },
    noise: 0.015,
  },
  /** The black fields of 4 x 4. */
  checkerboard: {
    at: (u, v) => {
      const field = Math.floor(8 * u);
      const row = field >> 1;
      const column = 2 * (field & 1) + (row & 1);
      return [(column + 8 * u - field) / 2 - 1, (row + v) / 2 - 1];
    },
    noise: 0,
  },
};

/** Mean and variance of a shape, by the midpoint rule over its two numbers. */
function momentsOf({ at, noise }: Shape): Moments {
  const [columns, rows] = [4096, 16];
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < columns; i++)
    for (let j = 0; j < rows; j++) {
      const [x, y] = at((i + 0.5) / columns, (j + 0.5) / rows);
      sums[0] += x;
      sums[1] += y;
      sums[2] += x * x;
      sums[3] += y * y;
    }
  const [x, y, xx, yy] = sums.map((sum) => sum / (columns * rows));
  return { mean: [x, y], variance: [xx - x * x + noise ** 2, yy - y * y + noise ** 2] };
}

/** Points of a set that has no formula, each axis with mean 0 and variance 1 over the whole set. Point i depends on (k, i) only. */
function drawShape(name: Drawn, k: Key, out: Float32Array): Float32Array {
  const shape = SHAPES[name];
  const { mean, variance } = momentsOf(shape);
  const [first, second] = [fold(k, 1), fold(k, 2)];
  fillGaussian(fold(k, 0), out);
  for (let i = 0; i < out.length / 2; i++)
    shape.at(uniform(first, i), uniform(second, i)).forEach((value, a) => {
      const at = 2 * i + a;
      out[at] = (value + shape.noise * out[at] - mean[a]) / Math.sqrt(variance[a]);
    });
  return out;
}

/**
 * Points of a distribution, [n, 2] flat. Point i depends on (k, i) only.
 * @param mixture what `mixture` and `brush` draw from
 */
export function drawPlane(data: PlaneData, mixture: PlaneMixture, k: Key, out: Float32Array): Float32Array {
  switch (data) {
    case 'mixture':
    case 'brush':
      return drawMixture(mixture, k, out);
    case 'ring':
      return drawMixture(RING, k, out);
    case 'moons':
    case 'spiral':
    case 'checkerboard':
      return drawShape(data, k, out);
  }
}
