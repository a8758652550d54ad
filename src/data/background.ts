/** A greyscale picture: `values` row by row, 0 black ... 1 white. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** How a picture differs from the sheet that it is on. */
export interface Foreground {
  /** Value minus background, [-1, 1], one a pixel: positive where lighter than the sheet. */
  readonly difference: Float32Array;
  /** Standard deviation of the sheet itself: paper grain, sensor noise. */
  readonly grain: number;
}

const TERMS = 6;
const ROUNDS = 8;
const SAMPLES_A_SIDE = 48;

/**
 * Removes the sheet and the light that falls on it. The sheet is a quadratic surface, fitted to the pixels that are nearer
 * to it than the ink, by least absolute deviations (least squares, reweighted each round by 1 / |deviation|), beginning
 * with the median of the border. On an even sheet it is exactly that sheet.
 */
export function removeBackground(picture: Picture): Foreground {
  const samples = sample(picture);
  const surface = new Float64Array(TERMS);
  surface[0] = borderMedian(picture);
  const deviation = ({ basis, value }: Sample): number => Math.abs(value - dot(surface, basis));
  const tolerance = samples.reduce((most, s) => Math.max(most, deviation(s)), 0) / 2;
  let grain = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const sheet = samples.filter((s) => deviation(s) <= tolerance);
    const deviations = Float32Array.from(sheet, deviation);
    grain = 1.4826 * median(deviations); // of a normal distribution, by its median deviation
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
    const v = across(y, height);
    for (let x = 0; x < width; x++, i++) {
      const u = across(x, width);
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

/** Where the middle of pixel i of n lies, in [-1, 1]. */
const across = (i: number, n: number): number => (2 * i + 1) / n - 1;

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
      const u = across(x, width);
      const v = across(y, height);
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

/** Weighted least squares by the normal equations and Gauss-Jordan elimination. Keeps the surface where they are singular. */
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
    // The matrix is positive definite, so its pivots are its own diagonal and need no exchange of rows.
    if (rows[i][i] <= least) return;
    const pivot = rows[i].map((value) => value / rows[i][i]);
    rows.forEach((row, k) => {
      const factor = row[i];
      rows[k] = k === i ? pivot : row.map((entry, j) => entry - factor * pivot[j]);
    });
  }
  rows.forEach((row, i) => (surface[i] = row[TERMS]));
}
