import { klTerm } from './bound';
import { priorKl } from './destroyed';
import type { Schedule } from './schedule';
import type { Variance } from './steps';

/** What was measured of a group of digits at one t. */
export interface BoundTerm {
  readonly group: number;
  /** 1, or the t that the group has drawn from its stratum. */
  readonly t: number;
  /** Of the network's x0Hat as it is, in the mean over the group: the mean square error; at t = 1 L_0 in bits/dim. */
  readonly raw: number;
  /** The same of x0Hat clipped to [-1, 1]. */
  readonly clipped: number;
}

/** A mean and its standard error; NaN where there is nothing to take it of. */
export interface Measured {
  readonly mean: number;
  readonly error: number;
}

/** One stratum. */
export interface BoundBar extends Measured {
  readonly first: number;
  readonly last: number;
  /** How many terms it is the mean of. */
  readonly terms: number;
  /** All of L_{t-1} up to its last t, L_0 included, bits/dim; NaN from the first stratum on that has no term. */
  readonly sum: number;
}

export interface BoundEstimate {
  /** L_0. */
  readonly decoder: Measured;
  /** L_{t-1} of one t, by stratum. */
  readonly bars: readonly BoundBar[];
  /** The sum of L_{t-1} over t = 2..T. */
  readonly steps: Measured;
  /** L_T. */
  readonly prior: Measured;
  readonly total: Measured;
}

export interface BoundSample {
  readonly schedule: Schedule;
  /** As `strata` makes them. */
  readonly edges: Int32Array;
  /** Mean of x_0^2 of each set of digits; group g measures set g modulo their number. */
  readonly meanSquares: readonly number[];
  readonly terms: readonly BoundTerm[];
}

/**
 * The bound from terms. Each group draws its own t from every stratum, so that the sets of digits, with their noises and their
 * t, are independent: their scatter is the standard error. Groups of the same digits are averaged before.
 *
 * @param variance of the reverse steps from t > 1
 * @param clipped whether x0Hat is clipped
 */
export function estimateBound(
  { schedule, edges, meanSquares, terms }: BoundSample,
  variance: Variance,
  clipped: boolean,
): BoundEstimate {
  const strata = edges.length - 1;
  const sets = meanSquares.length;
  // [stratum, 0 is L_0][set]
  const means = Array.from({ length: strata + 1 }, () => Array.from({ length: sets }, () => new Mean()));
  const stratumOf = stratumIndex(edges);
  for (const term of terms) {
    const value = clipped ? term.clipped : term.raw;
    const kl = term.t === 1 ? undefined : klTerm(schedule, term.t, variance);
    means[stratumOf[term.t]][term.group % sets].add(kl ? kl.spread + kl.weight * value : value);
  }
  const over = (stratum: number): Measured & { terms: number } => {
    const there = means[stratum].filter(({ count }) => count > 0);
    return {
      ...measured(there.map(({ mean }) => mean)),
      terms: there.reduce((sum, { count }) => sum + count, 0),
    };
  };
  const decoder = over(0);
  let sum = decoder.mean;
  const bars = Array.from({ length: strata }, (_, k): BoundBar => {
    const [first, last] = [edges[k], edges[k + 1] - 1];
    const bar = over(k + 1);
    sum += (last - first + 1) * bar.mean;
    return { first, last, sum, ...bar };
  });
  const widths = bars.map(({ first, last }) => last - first + 1);
  const sumOf = (set: number): number =>
    widths.reduce((total, width, k) => total + width * means[k + 1][set].mean, 0);
  const whole = meanSquares.map((_, set) => set).filter((set) => means.every((each) => each[set].count > 0));
  const prior = measured(meanSquares.map((meanSquare) => priorKl(schedule, meanSquare)));
  const totals = whole.map((set) => means[0][set].mean + sumOf(set) + priorKl(schedule, meanSquares[set]));
  return {
    decoder,
    bars,
    steps: { mean: sum - decoder.mean, error: measured(whole.map(sumOf)).error },
    prior,
    total: { mean: sum + prior.mean, error: measured(totals).error },
  };
}

/** The stratum of each t, counted from 1; 0 is that of t = 1. */
function stratumIndex(edges: Int32Array): Int32Array {
  const index = new Int32Array(edges[edges.length - 1]);
  for (let k = 0; k + 1 < edges.length; k++) index.fill(k + 1, edges[k], edges[k + 1]);
  return index;
}

class Mean {
  count = 0;
  private sum = 0;
  add(value: number): void {
    this.count++;
    this.sum += value;
  }
  get mean(): number {
    return this.sum / this.count;
  }
}

function measured(values: readonly number[]): Measured {
  const { length } = values;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: length < 2 ? NaN : Math.sqrt(squares / (length - 1) / length) };
}
