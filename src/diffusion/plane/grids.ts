import { PlaneField } from './field';
import { cellCentres, type DensityGrid } from './fokkerPlanck';
import type { PlaneMixture } from './mixture';
import type { ArrowKind } from './names';

/**
 * The density of x = sqrt(signal) x_0 + sqrt(noise) epsilon on a grid of n x n cells over [-halfWidth, halfWidth]. A round Gaussian is a
 * product of one in x and one in y, so each component takes 2 n exponentials.
 * @param noise above 0 unless every component of the mixture has a width
 */
export function densityOnGrid(
  { weights, means, stds }: PlaneMixture,
  signal: number,
  noise: number,
  n: number,
  halfWidth: number,
): DensityGrid {
  const centres = cellCentres(n, halfWidth);
  const root = Math.sqrt(signal);
  const density = new Float64Array(n * n);
  const columns = new Float64Array(n);
  weights.forEach((weight, i) => {
    const variance = signal * stds[i] ** 2 + noise;
    const scale = weight / (2 * Math.PI * variance);
    const bell = (a: 0 | 1, at: number): number =>
      Math.exp(-((centres[at] - root * means[2 * i + a]) ** 2) / (2 * variance));
    for (let column = 0; column < n; column++) columns[column] = scale * bell(0, column);
    for (let row = 0; row < n; row++) {
      const height = bell(1, row);
      // Nothing that float32 could show.
      if (height < 1e-40) continue;
      for (let column = 0; column < n; column++) density[row * n + column] += height * columns[column];
    }
  });
  return { n, halfWidth, density };
}

/** The density of points, [n, 2] flat, by counting them in the cells of a grid; points outside it are not counted. */
export function histogramOnGrid(points: ArrayLike<number>, n: number, halfWidth: number): DensityGrid {
  const density = new Float64Array(n * n);
  const perUnit = n / (2 * halfWidth);
  const each = (perUnit * perUnit) / (points.length / 2);
  for (let i = 0; i < points.length; i += 2) {
    const [column, row] = [
      Math.floor((points[i] + halfWidth) * perUnit),
      Math.floor((points[i + 1] + halfWidth) * perUnit),
    ];
    if (column >= 0 && column < n && row >= 0 && row < n) density[row * n + column] += each;
  }
  return { n, halfWidth, density };
}

/**
 * Vectors at the centres of n x n cells over [-halfWidth, halfWidth], [n, n, 2] flat, of x = sqrt(signal) x_0 + sqrt(noise) epsilon.
 * - `score`: the gradient of log p;
 * - `epsilon`: epsilonHat = -sqrt(noise) score;
 * - `x0`: x0Hat - x, with x0Hat = E[x_0 | x];
 * - `velocity`: dx/dt = -(x + score) / 2 in units of beta (Song et al. 2021, eq. 13, variance preserving); it points towards noise.
 */
export function arrowsOnGrid(
  law: PlaneMixture,
  signal: number,
  noise: number,
  kind: ArrowKind,
  n: number,
  halfWidth: number,
): Float32Array<ArrayBuffer> {
  const field = new PlaneField(law, signal, noise);
  const centres = cellCentres(n, halfWidth);
  const out = new Float32Array(2 * n * n);
  const root = Math.sqrt(noise);
  for (let row = 0, at = 0; row < n; row++)
    for (let column = 0; column < n; column++, at += 2) {
      const [x, y] = [centres[column], centres[row]];
      const { scoreX, scoreY, meanX, meanY } = field.look(x, y);
      switch (kind) {
        case 'score':
          [out[at], out[at + 1]] = [scoreX, scoreY];
          break;
        case 'epsilon':
          [out[at], out[at + 1]] = [-root * scoreX, -root * scoreY];
          break;
        case 'x0':
          [out[at], out[at + 1]] = [meanX - x, meanY - y];
          break;
        case 'velocity':
          [out[at], out[at + 1]] = [-(x + scoreX) / 2, -(y + scoreY) / 2];
          break;
      }
    }
  return out;
}
