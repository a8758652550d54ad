import { klTerm, strata } from './bound';
import { priorKl } from './endOfForward';
import type { Schedule } from './schedule';
import type { Variance } from './steps';

/** A measurement on a group of digits at one t. */
export interface BoundTerm {
  readonly group: number;
  /** 1, or the t that the group drew from its stratum. */
  readonly t: number;
  /** Mean square error of the network's x0Hat, averaged over the group; at t = 1 instead L_0 in bits/dim. */
  readonly raw: number;
  /** The same for x0Hat clipped to [-1, 1]. */
  readonly clipped: number;
}

/** A mean and its standard error; NaN without enough values. */
export interface Measured {
  readonly mean: number;
  readonly error: number;
}

/** L_{t-1} over some neighbouring t. */
export interface BoundBar extends Measured {
  readonly first: number;
  readonly last: number;
  /** Number of terms in the mean. */
  readonly terms: number;
  /** Sum of L_T and all L_{t-1} from T down to this bar's first t, bits/dim; NaN from the first bar without terms on. */
  readonly sum: number;
}

export interface BoundEstimate {
  /** L_T. */
  readonly prior: Measured;
  /** Mean L_{t-1} over neighbouring t, from t = T down to 2. */
  readonly bars: readonly BoundBar[];
  /** The sum of L_{t-1} over t = 2..T. */
  readonly steps: Measured;
  /** L_0. */
  readonly decoder: Measured;
  readonly total: Measured;
}

/** Fewer independent values do not give a useful standard error. */
const LEAST_VALUES = 4;

const VARIANTS = [
  { variance: 'posterior', clipped: false },
  { variance: 'posterior', clipped: true },
  { variance: 'beta', clipped: false },
  { variance: 'beta', clipped: true },
] as const;

/** How the strata are grouped into at most `most` bars: the index of each bar's first stratum, ascending, and at the end their number. */
export function barsOf(edges: Int32Array, most: number): number[] {
  const last = edges.length - 1;
  if (last <= most) return Array.from(edges, (_, k) => k);
  const starts = Array.from(strata(edges[last] - 1, most), (wanted) =>
    edges.findIndex((edge) => edge >= wanted),
  );
  return [...new Set(starts)];
}

/**
 * Collects terms of the bound as they arrive, for both variances, with x0Hat clipped and not clipped. Each group draws its own t from
 * every stratum, so sets of digits with their noises and t are independent, and their scatter gives the standard error. Groups with
 * the same digits are averaged first.
 */
export class BoundTable {
  /** Number of terms. */
  count = 0;
  /** [stratum, 0 is L_0][set] flat. */
  private readonly counts: Uint32Array;
  /** Sums of bits/dim, one array for each variant. */
  private readonly sums: readonly Float64Array[];
  private readonly receivedStrata = new Map<number, Uint8Array>();
  private readonly stratumOf: Int32Array;
  /** For each t the number of terms, and their sums. */
  private readonly totals: { terms: number; raw: number; clipped: number }[];

  /**
   * @param edges from `strata`
   * @param meanSquares mean of x_0^2 for each set of digits; group g has set g modulo their number
   */
  constructor(
    readonly schedule: Schedule,
    readonly edges: Int32Array,
    private readonly meanSquares: readonly number[],
  ) {
    const cells = edges.length * meanSquares.length;
    this.counts = new Uint32Array(cells);
    this.sums = VARIANTS.map(() => new Float64Array(cells));
    this.totals = Array.from({ length: schedule.T + 1 }, () => ({ terms: 0, raw: 0, clipped: 0 }));
    this.stratumOf = new Int32Array(schedule.T + 1);
    for (let k = 0; k + 1 < edges.length; k++) this.stratumOf.fill(k + 1, edges[k], edges[k + 1]);
  }

  /** Adds terms; repeated ones are ignored. */
  add(terms: readonly BoundTerm[]): void {
    for (const term of terms) {
      const { group, t } = term;
      const stratum = this.stratumOf[t];
      const received = this.receivedStrata.get(group) ?? new Uint8Array(this.edges.length);
      this.receivedStrata.set(group, received);
      if (received[stratum] === 1) continue;
      received[stratum] = 1;
      this.count++;
      const cell = this.cell(stratum, group % this.meanSquares.length);
      this.counts[cell]++;
      VARIANTS.forEach(({ variance, clipped }, i) => {
        const value = clipped ? term.clipped : term.raw;
        const kl = t === 1 ? undefined : klTerm(this.schedule, t, variance);
        this.sums[i][cell] += kl ? kl.spread + kl.weight * value : value;
      });
      const total = this.totals[t];
      total.terms++;
      total.raw += term.raw;
      total.clipped += term.clipped;
    }
  }

  /** Mean of x_0^2 over all digits, on which L_T depends. */
  get meanSquare(): number {
    return this.meanSquares.reduce((sum, value) => sum + value, 0) / this.meanSquares.length;
  }

  /** Number of groups, counted from the first, that have all their terms. */
  wholeGroups(): number {
    let group = 0;
    while (this.receivedStrata.get(group)?.every((each) => each === 1)) group++;
    return group;
  }

  /** The mean measurement at the measured t nearest to this one; undefined if there is none. t = 1, which is L_0, stands alone. */
  measuredAt(t: number, clipped: boolean): { t: number; value: number; terms: number } | undefined {
    const nearest = this.nearest(t);
    if (nearest === undefined) return undefined;
    const total = this.totals[nearest];
    return { t: nearest, value: (clipped ? total.clipped : total.raw) / total.terms, terms: total.terms };
  }

  /**
   * The bound from the terms so far.
   * @param variance of the reverse steps from t > 1
   * @param clipped whether x0Hat is clipped
   * @param bars from `barsOf`
   */
  estimate(variance: Variance, clipped: boolean, bars: readonly number[]): BoundEstimate {
    const { edges, schedule, meanSquares, counts } = this;
    const variant = VARIANTS.findIndex((each) => each.variance === variance && each.clipped === clipped);
    const sums = this.sums[variant];
    const sets = meanSquares.map((_, set) => set);
    const mean = (stratum: number, set: number): number =>
      sums[this.cell(stratum, set)] / counts[this.cell(stratum, set)];
    /** The sum of L_{t-1} over some strata, for one set; NaN if one of them has no terms. */
    const sumOver = (from: number, to: number, set: number): number => {
      let sum = 0;
      for (let k = from; k < to; k++) sum += (edges[k + 1] - edges[k]) * mean(k + 1, set);
      return sum;
    };
    const termsOver = (from: number, to: number): number =>
      counts.subarray(this.cell(from + 1, 0), this.cell(to + 1, 0)).reduce((sum, each) => sum + each, 0);
    const prior = measured(meanSquares.map((meanSquare) => priorKl(schedule, meanSquare)));
    const decoder = measured(sets.map((set) => mean(0, set)));
    let sum = prior.mean;
    const ranges = bars.slice(0, -1).map((from, i) => ({ from, to: bars[i + 1] }));
    const descending = ranges.reverse().map(({ from, to }): BoundBar => {
      const [first, last] = [edges[from], edges[to] - 1];
      const width = last - first + 1;
      const average = measured(sets.map((set) => sumOver(from, to, set) / width));
      sum += width * average.mean;
      return { first, last, sum, terms: termsOver(from, to), ...average };
    });
    const all = sets.map((set) => sumOver(0, edges.length - 1, set));
    const totals = sets.map((set) => mean(0, set) + all[set] + priorKl(schedule, meanSquares[set]));
    return {
      prior,
      decoder,
      bars: descending,
      steps: { mean: sum - prior.mean, error: measured(all).error },
      total: { mean: sum + decoder.mean, error: measured(totals).error },
    };
  }

  private cell(stratum: number, set: number): number {
    return stratum * this.meanSquares.length + set;
  }

  private nearest(t: number): number | undefined {
    if (t <= 1) return this.totals[1].terms > 0 ? 1 : undefined;
    for (let offset = 0; offset < this.totals.length; offset++)
      for (const near of [t - offset, t + offset]) {
        if (near >= 2 && near < this.totals.length && this.totals[near].terms > 0) return near;
      }
    return undefined;
  }
}

/** Mean and standard error of independent values, without those that are NaN. */
function measured(values: readonly number[]): Measured {
  const finite = values.filter((value) => !Number.isNaN(value));
  const { length } = finite;
  const mean = finite.reduce((sum, value) => sum + value, 0) / length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: length < LEAST_VALUES ? NaN : Math.sqrt(squares / (length - 1) / length) };
}
