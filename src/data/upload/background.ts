/** A greyscale picture: `values` row by row, 0 black to 1 white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** How a picture differs from its sheet. */
export interface Foreground {
  /** For each pixel its value minus the sheet's, [-1, 1]: positive where lighter than the sheet. */
  readonly difference: Float32Array;
  /** Standard deviation of the sheet: paper grain, sensor noise. */
  readonly grain: number;
}

const TERMS = 6;
const ROUNDS = 8;
const SAMPLES_A_SIDE = 48;

/**
 * Removes the sheet and uneven light on it. The sheet is a quadratic surface, fitted to the pixels that are closer to it than to the
 * ink, by least absolute deviations (least squares, reweighted in each round by 1 / |deviation|), starting from the median of the
 * border. An even sheet is fitted exactly.
 */
export function removeBackground(picture: Picture): Foreground {
  const samples = sample(picture);
  const surface = new Float64Array(TERMS);
  surface[0] = borderMedian(picture);
  const deviation = ({ basis, value }: Sample): number => Math.abs(value - dot(surface, basis));
  const tolerance = samples.reduce((largest, s) => Math.max(largest, deviation(s)), 0) / 2;
  let grain = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const sheet = samples.filter((s) => deviation(s) <= tolerance);
    const deviations = Float32Array.from(sheet, deviation);
    grain = 1.4826 * median(deviations); // the standard deviation of a normal distribution from its median deviation
    fit(sheet, deviations, surface);
  }
  return { difference: subtract(picture, surface), grain };
}

function subtract(
  { width, height, values }: Picture,
  [c, cu, cv, cuu, cuv, cvv]: Float64Array,
): Float32Array {
  const difference = new Float32Array(values.length);
  for (let y = 0, i = 0; y < height; y++) {
    const v = pixelCentre(y, height);
    for (let x = 0; x < width; x++, i++) {
      const u = pixelCentre(x, width);
      difference[i] = values[i] - (c + cv * v + cvv * v * v + u * (cu + cuv * v + cuu * u));
    }
  }
  return difference;
}

interface Sample {
  /** 1, u, v, u^2, uv, v^2. */
  readonly basis: readonly number[];
  readonly value: number;
}

/** The middle of pixel i of n, in [-1, 1]. */
const pixelCentre = (i: number, n: number): number => (2 * i + 1) / n - 1;

function dot(surface: Float64Array, basis: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < TERMS; i++) sum += surface[i] * basis[i];
  return sum;
}

function sample({ width, height, values }: Picture): Sample[] {
  const stride = Math.ceil(Math.max(width, height) / SAMPLES_A_SIDE);
  const samples: Sample[] = [];
  for (let y = stride >> 1; y < height; y += stride) {
    for (let x = stride >> 1; x < width; x += stride) {
      const u = pixelCentre(x, width);
      const v = pixelCentre(y, height);
      samples.push({ basis: [1, u, v, u * u, u * v, v * v], value: values[y * width + x] });
    }
  }
  return samples;
}

function borderMedian({ width, height, values }: Picture): number {
  return median(
    values.filter((_, i) => {
      const x = i % width;
      return x === 0 || x === width - 1 || i < width || i >= (height - 1) * width;
    }),
  );
}

function median(values: Float32Array): number {
  return values.toSorted()[values.length >> 1];
}

/** Weighted least squares by the normal equations and Gauss-Jordan elimination. Leaves the surface unchanged if they are singular. */
function fit(samples: readonly Sample[], deviations: Float32Array, surface: Float64Array): void {
  const rows = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1));
  samples.forEach(({ basis, value }, s) => {
    const weight = 1 / Math.max(1e-3, deviations[s]);
    for (let i = 0; i < TERMS; i++) {
      for (let j = 0; j < TERMS; j++) rows[i][j] += weight * basis[i] * basis[j];
      rows[i][TERMS] += weight * basis[i] * value;
    }
  });
  const least = 1e-6 * rows[0][0];
  for (let i = 0; i < TERMS; i++) {
    // The matrix is positive definite, so the diagonal elements are the pivots.
    if (rows[i][i] <= least) return;
    const pivot = rows[i].map((value) => value / rows[i][i]);
    rows.forEach((row, k) => {
      const factor = row[i];
      rows[k] = k === i ? pivot : row.map((entry, j) => entry - factor * pivot[j]);
    });
  }
  rows.forEach((row, i) => (surface[i] = row[TERMS]));
}
