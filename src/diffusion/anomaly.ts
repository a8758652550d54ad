/**
 * How unusual a score is among those of normal pictures. An error of a denoiser grows with what there is to be wrong about: the
 * edges of a picture. So a blank picture has less of it than any digit, and half a digit less than a whole one, although both
 * are unusual. What is compared is therefore the error of a picture with that of normal pictures of as much outline (a score
 * less the picture's complexity: Serra et al. 2020).
 */

/** What errors normal pictures have at one t: log error = intercept + slope log(1 + outline), with a normal deviation. */
export interface Calibration {
  readonly intercept: number;
  readonly slope: number;
  /** Standard deviation of log error about that line, above 0. */
  readonly deviation: number;
}

/** The least error that is told from none, so that its logarithm is finite. */
const LEAST = 1e-12;
/** What remains of a difference of equal logarithms. */
const ROUNDING = 1e-12;

/**
 * Length of a picture's edges, in pixels: its total variation (the differences of horizontal and of vertical neighbours), where
 * an edge between black and white counts 1.
 *
 * @param x size x size values in [-1, 1], row by row
 * @throws RangeError if it is no square
 */
export function outline(x: Float32Array): number {
  const size = Math.sqrt(x.length);
  if (!Number.isInteger(size)) throw new RangeError(`${x.length} pixels make no square picture`);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    if (i % size > 0) sum += Math.abs(x[i] - x[i - 1]);
    if (i >= size) sum += Math.abs(x[i] - x[i - size]);
  }
  return sum / 2;
}

/**
 * Fits the line by least squares to normal pictures alone; no anomalous one is needed.
 *
 * @param scores of one t, not negative, three at least
 * @param outlines of the same pictures, not all equal
 * @throws RangeError if there are too few, or all outlines are equal, or all scores lie on the line
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
  // Two numbers of the line are taken from the same data.
  const deviation = Math.sqrt(
    (mean(y.map((value, i) => (value - intercept - slope * x[i]) ** 2)) * n) / (n - 2),
  );
  if (!(spread > ROUNDING && deviation > ROUNDING))
    throw new RangeError('outlines that are all equal, or scores that lie on a line, calibrate nothing');
  return { intercept, slope, deviation };
}

/**
 * The same where a picture's outline does not count: the mean and the deviation of log error.
 *
 * @param scores of one t, not negative, three at least
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
 * By how many standard deviations the logarithm of an error is above that of normal pictures of the same outline: about 0 for
 * these, above 2 for one in forty of them.
 */
export function excess({ intercept, slope, deviation }: Calibration, score: number, length: number): number {
  return (logOf(score) - intercept - slope * Math.log1p(length)) / deviation;
}

/** The error that has an excess: the other way round. */
export function errorOf(
  { intercept, slope, deviation }: Calibration,
  excess: number,
  length: number,
): number {
  return Math.exp(intercept + slope * Math.log1p(length) + deviation * excess);
}

function logOf(score: number): number {
  return Math.log(Math.max(LEAST, score));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
