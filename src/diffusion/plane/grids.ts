import { PlaneField } from './field';
import { cellCentres, type DensityGrid } from './fokkerPlanck';
import type { PlaneMixture } from './mixture';
import type { ArrowKind } from './names';
import type { NoiseEstimate } from './solvers';

/** Places in a cell at which a bell is looked at, for each of its standard deviations that the cell is wide. */
const PLACES = 3;

/** The means of a bell over cells of this width, at their centres. */
function cellMeans(centres: Float64Array, width: number, mean: number, variance: number): Float64Array {
  const places = Math.ceil((PLACES * width) / Math.sqrt(variance));
  return centres.map((centre) => {
    let sum = 0;
    for (let i = 0; i < places; i++) {
      const x = centre + width * ((i + 0.5) / places - 0.5) - mean;
      sum += Math.exp((-x * x) / (2 * variance));
    }
    return sum / places;
  });
}

/**
 * The density of x = sqrt(signal) x_0 + sqrt(noise) epsilon on a grid of n x n cells over [-halfWidth, halfWidth], as means over the
 * cells: also of bells that are narrower than a cell. A round Gaussian is a product of one in x and one in y.
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
  const width = (2 * halfWidth) / n;
  const root = Math.sqrt(signal);
  const density = new Float64Array(n * n);
  weights.forEach((weight, i) => {
    const variance = signal * stds[i] ** 2 + noise;
    const scale = weight / (2 * Math.PI * variance);
    const columns = cellMeans(centres, width, root * means[2 * i], variance);
    const rows = cellMeans(centres, width, root * means[2 * i + 1], variance);
    for (let row = 0; row < n; row++) {
      const height = scale * rows[row];
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

/** The arrows of {@link arrowsOnGrid}, [n, n, 2] flat, by an estimate of the noise, such as a network's. @param noise above 0 */
export function estimatedArrows(
  estimate: NoiseEstimate,
  signal: number,
  noise: number,
  kind: ArrowKind,
  n: number,
  halfWidth: number,
): Float32Array<ArrayBuffer> {
  const centres = cellCentres(n, halfWidth);
  const places = Float64Array.from({ length: 2 * n * n }, (_, i) => {
    const cell = i >> 1;
    return centres[i % 2 === 0 ? cell % n : Math.floor(cell / n)];
  });
  const [c, d] = [Math.sqrt(signal), Math.sqrt(noise)];
  const epsilonHat = new Float64Array(places.length);
  estimate(
    places.map((x) => x / c),
    d / c,
    epsilonHat,
  );
  return Float32Array.from(epsilonHat, (epsilon, i) => {
    switch (kind) {
      case 'score':
        return -epsilon / d;
      case 'epsilon':
        return epsilon;
      case 'x0':
        return (places[i] - d * epsilon) / c - places[i];
      case 'velocity':
        return (epsilon / d - places[i]) / 2;
    }
  });
}

/** A grid with so many times fewer cells along an axis; each is the mean of those that it stands for. */
export function coarser(density: ArrayLike<number>, times: number): Float64Array {
  const n = Math.round(Math.sqrt(density.length));
  const cells = n / times;
  return Float64Array.from({ length: cells * cells }, (_, i) => {
    const [row, column] = [times * Math.floor(i / cells), times * (i % cells)];
    let sum = 0;
    for (let y = row; y < row + times; y++)
      for (let x = column; x < column + times; x++) sum += density[y * n + x];
    return sum / times ** 2;
  });
}
