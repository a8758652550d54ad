/**
 * Means of |Z|, Z ~ N(0, 1), in `count` bins of equal probability, ascending, scaled so that a random bin with a random sign has
 * variance 1 (before rounding to float32).
 *
 * Computed with + - * / and sqrt only, whose results IEEE 754 determines, while Math.exp and Math.log may differ in the last bit
 * between engines. So the table has the same bits everywhere.
 *
 * Bin i lies between q_i and q_{i+1}, where P(|Z| < q_i) = i / count. Its mean is 2 count (phi(q_i) - phi(q_{i+1})),
 * since z phi(z) integrates to -phi(z).
 *
 * @param count number of bins, a positive integer
 */
export function halfNormalBinMeans(count: number): Float32Array {
  const bins = new HalfNormalBins(count);
  bins.advance(count);
  return bins.scaled();
}

/** The same, a part at a time. */
export class HalfNormalBins {
  private readonly means: Float64Array;
  private done = 0;
  private sumOfSquares = 0;
  private q = 0;
  private phi = 1 / Math.sqrt(2 * 3.141592653589793);

  /** @param count number of bins, a positive integer */
  constructor(private readonly count: number) {
    this.means = new Float64Array(count);
  }

  /** Computes the next `bins` of them. @returns whether all are there */
  advance(bins: number): boolean {
    const { means, count } = this;
    const end = Math.min(count, this.done + bins);
    let { sumOfSquares, q, phi } = this;
    for (let i = this.done; i < end; i++) {
      if (i === count - 1) means[i] = 2 * count * phi;
      else {
        const next = quantileAfter(q, phi, 1 / count, (i + 1) / count);
        const drop = densityDrop(q, next);
        phi /= 1 + drop;
        means[i] = 2 * count * phi * drop;
        q = next;
      }
      sumOfSquares += means[i] * means[i];
    }
    Object.assign(this, { done: end, sumOfSquares, q, phi });
    return end === count;
  }

  /** All means, scaled; once all are there. */
  scaled(): Float32Array {
    const scale = 1 / Math.sqrt(this.sumOfSquares / this.count);
    return Float32Array.from(this.means, (mean) => mean * scale);
  }
}

/**
 * P(|Z| < q) / (2 phi(q)) for 0 <= q <= 6: the series q + q^3/3 + q^5/(3 * 5) + ... of G. Marsaglia (2004, Evaluating
 * the Normal Distribution, J. Stat. Software 11(4)), whose terms are all positive.
 */
export function centralProbabilityOverDensity(q: number): number {
  let term = q;
  let sum = q;
  for (let n = 3; term > sum * 1e-17; n += 2) {
    term *= (q * q) / n;
    sum += term;
  }
  return sum;
}

/** The quantile of p, by Halley's iteration (which cubes the error) from q, the quantile of p - step, with density phi. */
function quantileAfter(q: number, phi: number, step: number, p: number): number {
  let next = q + step / (2 * phi);
  for (;;) {
    const nextDensity = phi / (1 + densityDrop(q, next));
    const newton = centralProbabilityOverDensity(next) - p / (2 * nextDensity);
    next -= newton / (1 + (next * newton) / 2);
    if (newton * newton < 1e-12) return next;
  }
}

/** phi(q) / phi(next) - 1 = exp((next^2 - q^2) / 2) - 1 for next >= q, by a series in which nothing cancels. */
function densityDrop(q: number, next: number): number {
  const x = ((next - q) * (next + q)) / 2;
  let term = x;
  let sum = x;
  for (let n = 2; term > sum * 1e-17; n++) {
    term *= x / n;
    sum += term;
  }
  return sum;
}

const LOG_ROOT_2PI = Math.log(2 * Math.PI) / 2;
/** Beyond this the continued fraction needs fewer terms than the series. */
const TAIL = 2.5;

/**
 * log P(Z < z), Z ~ N(0, 1), to a relative error of about 1e-14, even where the probability underflows.
 * In the tail by Laplace's continued fraction of Mills' ratio, 1 / (x + 1 / (x + 2 / (x + 3 / ...))).
 */
export function logNormalCdf(z: number): number {
  if (z > 0) return Math.log1p(-Math.exp(logNormalCdf(-z)));
  const x = -z;
  const logDensity = -(x * x) / 2 - LOG_ROOT_2PI;
  if (x < TAIL) return Math.log(0.5 - Math.exp(logDensity) * centralProbabilityOverDensity(x));
  let fraction = x;
  for (let n = 100; n > 0; n--) fraction = x + n / fraction;
  return logDensity - Math.log(fraction);
}

/**
 * log P(low < Z < high), Z ~ N(0, 1), low < high; either may be infinite. Both ends are mirrored to the lower tail if necessary, so
 * that two numbers near 1 are never subtracted.
 */
export function logNormalInterval(low: number, high: number): number {
  if (low + high > 0) return logNormalInterval(-high, -low);
  const above = logNormalCdf(high);
  return low === -Infinity ? above : above + Math.log1p(-Math.exp(logNormalCdf(low) - above));
}
