import { gaussianWeights } from './degrade';

/** The distance from black to white, -1 to 1. */
const RANGE = 2;
/** Wang et al. 2004, section III.B: an 11 x 11 window, a Gaussian of 1.5 pixels, and the constants that avoid 0 / 0. */
const REACH = 5;
const SIGMA = 1.5;
const C1 = (0.01 * RANGE) ** 2;
const C2 = (0.03 * RANGE) ** 2;
/** Weights of a row of the window. */
const WINDOW = gaussianWeights(SIGMA, REACH);

/** Mean square of the difference of two pictures. @throws RangeError if their sizes differ */
export function meanSquareError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} pixels cannot be compared with ${b.length}`);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - b[i]) ** 2;
  return sum / a.length;
}

/** Root mean square of the difference of two pictures. @throws RangeError if their sizes differ */
export const rmsDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.sqrt(meanSquareError(a, b));

/**
 * Peak signal-to-noise ratio in decibels, 10 log10(2^2 / MSE), for pixels in [-1, 1]; infinite for equal pictures.
 * @throws RangeError if their sizes differ
 */
export function psnr(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return 20 * Math.log10(RANGE / rmsDifference(a, b));
}

/**
 * Structural similarity (Wang et al. 2004, eq. 13), the mean over all positions of the 11 x 11 window within the picture: 1 for
 * equal pictures, about 0 for unrelated ones, down to -1.
 * @param a, b pixels in [-1, 1], [height, width] flat
 * @param width pixels in a row, 11 or more
 * @throws RangeError if their sizes differ, or are too small for the window
 */
export function ssim(a: Float32Array, b: Float32Array, width: number): number {
  const height = a.length / width;
  if (a.length !== b.length) throw new RangeError(`${a.length} pixels cannot be compared with ${b.length}`);
  if (!Number.isInteger(height) || Math.min(width, height) < 2 * REACH + 1)
    throw new RangeError(`${a.length} pixels, ${width} a row, leave no room for a window of 11 x 11`);
  const means = (of: (a: number, b: number) => number): Float64Array =>
    windowMeans(
      Float64Array.from(a, (value, i) => of(value, b[i])),
      width,
    );
  const meanA = means((x) => x);
  const meanB = means((_, y) => y);
  const squareA = means((x) => x * x);
  const squareB = means((_, y) => y * y);
  const product = means((x, y) => x * y);
  let sum = 0;
  for (let i = 0; i < meanA.length; i++) {
    const both = meanA[i] * meanB[i];
    const squares = meanA[i] ** 2 + meanB[i] ** 2;
    const variances = squareA[i] + squareB[i] - squares;
    sum += ((2 * both + C1) * (2 * (product[i] - both) + C2)) / ((squares + C1) * (variances + C2));
  }
  return sum / meanA.length;
}

/** The weighted mean of values [height, width] at every position of the window, [height - 10, width - 10] flat. */
function windowMeans(values: Float64Array, width: number): Float64Array {
  const columns = width - 2 * REACH;
  const rows = new Float64Array((values.length / width) * columns);
  for (let i = 0; i < rows.length; i++)
    rows[i] = weightedSum(values, Math.floor(i / columns) * width + (i % columns), 1);
  const out = new Float64Array(rows.length - 2 * REACH * columns);
  for (let i = 0; i < out.length; i++) out[i] = weightedSum(rows, i, columns);
  return out;
}

/** The sum of the values at first, first + stride, ..., with the weights of the window. */
function weightedSum(values: Float64Array, first: number, stride: number): number {
  let sum = 0;
  for (let j = 0; j < WINDOW.length; j++) sum += WINDOW[j] * values[first + j * stride];
  return sum;
}
