import { sideOf } from './pictures/pixels';

/**
 * How unusual a score is among those of normal pictures. A denoiser makes its errors at the edges of a picture. So a blank picture
 * has less error than any digit, and half a digit less than a whole one, although both are unusual. Therefore a picture's error
 * is compared with that of normal pictures with as much outline (a score minus the picture's complexity: Serra et al. 2020).
 */

/** The errors of normal pictures at one t: log error = intercept + slope log(1 + outline), with normal deviations. */
export interface Calibration {
  readonly intercept: number;
  readonly slope: number;
  /** Standard deviation of log error from that line, above 0. */
  readonly deviation: number;
}

/** Smaller errors count as this, so that their logarithm is finite. */
const LEAST_ERROR = 1e-12;
/** Spreads up to this are rounding errors. */
const ROUNDING = 1e-12;

/**
 * Length of a picture's edges, in pixels: half its total variation (the absolute differences of horizontal and vertical
 * neighbours), so that an edge between black and white counts 1.
 *
 * @param x size x size values in [-1, 1], row by row
 * @throws RangeError if it is not square
 */
export function outline(x: Float32Array): number {
  const size = sideOf(x);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if (i % size > 0) sum += Math.abs(x[i] - x[i - 1]);
    if (i >= size) sum += Math.abs(x[i] - x[i - size]);
  }
  return sum / 2;
}

/**
 * Fits the line by least squares to normal pictures; anomalous ones are not needed.
 *
 * @param scores at one t, not negative, at least three
 * @param outlines of the same pictures, not all equal
 * @throws RangeError if there are too few, or all outlines are equal, or all scores lie on a line
 */
export function calibrate(scores: ArrayLike<number>, outlines: ArrayLike<number>): Calibration {
  const n = scores.length;
  if (n < 3 || outlines.length !== n)
    throw new RangeError(`${n} scores and ${outlines.length} outlines; give as many of both, three at least`);
  const x = Array.from(outlines, (length) => Math.log1p(length));
  const y = Array.from(scores, logOf);
  const [meanX, meanY] = [mean(x), mean(y)];
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const slope = mean(x.map((value, i) => (value - meanX) * (y[i] - meanY))) / spread;
  const intercept = meanY - slope * meanX;
  // n - 2, because the line has two parameters.
  const deviation = Math.sqrt(
    (mean(y.map((value, i) => (value - intercept - slope * x[i]) ** 2)) * n) / (n - 2),
  );
  if (!(spread > ROUNDING && deviation > ROUNDING))
    throw new RangeError('outlines that are all equal, or scores that lie on a line, calibrate nothing');
  return { intercept, slope, deviation };
}

/**
 * The same without regard to outlines: the mean and the standard deviation of log error.
 *
 * @param scores at one t, not negative, at least three
 * @throws RangeError if there are too few, or all are equal
 */
export function calibratePlain(scores: ArrayLike<number>): Calibration {
  const n = scores.length;
  if (n < 3) throw new RangeError(`${n} scores; give three at least`);
  const y = Array.from(scores, logOf);
  const intercept = mean(y);
  const deviation = Math.sqrt((mean(y.map((value) => (value - intercept) ** 2)) * n) / (n - 1));
  if (!(deviation > ROUNDING)) throw new RangeError('scores that are all equal calibrate nothing');
  return { intercept, slope: 0, deviation };
}

/**
 * By how many standard deviations the logarithm of an error is above that of normal pictures of the same outline: about 0 for a
 * normal picture, above 2 for one in forty.
 */
export function excess({ intercept, slope, deviation }: Calibration, score: number, length: number): number {
  return (logOf(score) - intercept - slope * Math.log1p(length)) / deviation;
}

/** The error with a given excess: the inverse of `excess`. */
export function errorOf(
  { intercept, slope, deviation }: Calibration,
  excess: number,
  length: number,
): number {
  return Math.exp(intercept + slope * Math.log1p(length) + deviation * excess);
}

function logOf(score: number): number {
  return Math.log(Math.max(LEAST_ERROR, score));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
