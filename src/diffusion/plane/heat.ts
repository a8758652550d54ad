import type { DensityGrid } from './fokkerPlanck';

/** Arithmetic in which the heat equation is computed. */
export type Precision = 'float32' | 'float64';

type Numbers = Float32Array | Float64Array;

const numbersOf = (precision: Precision, length: number, value: (i: number) => number): Numbers =>
  precision === 'float32'
    ? Float32Array.from({ length }, (_, i) => value(i))
    : Float64Array.from({ length }, (_, i) => value(i));

/**
 * A density after the heat equation dp/ds = laplace(p) / 2 over time sigma^2, without flux at the border: by its cosine series, in the
 * given precision. A positive `time` blurs by a Gaussian of variance `time`; a negative one undoes such a blur, which multiplies what
 * rounding has left in the finest waves by exp(k^2 |time| / 2).
 */
export function heat(
  { n, halfWidth, density }: DensityGrid,
  time: number,
  precision: Precision,
): DensityGrid {
  const waves = numbersOf(precision, n * n, (i) => {
    const [k, x] = [Math.floor(i / n), i % n];
    return Math.sqrt((k === 0 ? 1 : 2) / n) * Math.cos((Math.PI * k * (2 * x + 1)) / (2 * n));
  });
  const factors = numbersOf(precision, n, (k) =>
    Math.exp(-(((Math.PI * k) / (2 * halfWidth)) ** 2) * (time / 2)),
  );
  const coefficients = transform(
    transform(
      numbersOf(precision, n * n, (i) => density[i]),
      waves,
      n,
      false,
    ),
    waves,
    n,
    false,
  );
  const damped = coefficients.map((value, i) => value * factors[i % n] * factors[Math.floor(i / n)]);
  const result = transform(transform(damped, waves, n, true), waves, n, true);
  return { n, halfWidth, density: Float64Array.from(result) };
}

/** The rows of a square by a square matrix of waves, or by its transpose; rows become columns. */
function transform(rows: Numbers, waves: Numbers, n: number, inverse: boolean): Numbers {
  const out = rows.slice();
  const round = rows instanceof Float32Array ? Math.fround : (value: number): number => value;
  for (let row = 0; row < n; row++)
    for (let k = 0; k < n; k++) {
      let sum = 0;
      for (let x = 0; x < n; x++)
        sum = round(sum + rows[row * n + x] * (inverse ? waves[x * n + k] : waves[k * n + x]));
      out[k * n + row] = sum;
    }
  return out;
}
