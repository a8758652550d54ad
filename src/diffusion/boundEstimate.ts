import { klTerm, strata } from './bound';
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

/** L_{t-1} over some neighbouring t. */
export interface BoundBar extends Measured {
  readonly first: number;
  readonly last: number;
  /** How many terms it is the mean of. */
  readonly terms: number;
  /** L_T and all L_{t-1} from T down to its first t, bits/dim; NaN from the first bar on that has no term. */
  readonly sum: number;
}

export interface BoundEstimate {
  /** L_T. */
  readonly prior: Measured;
  /** L_{t-1} of one t, from t = T down to 2. */
  readonly bars: readonly BoundBar[];
  /** The sum of L_{t-1} over t = 2..T. */
  readonly steps: Measured;
  /** L_0. */
  readonly decoder: Measured;
  readonly total: Measured;
}

/** Fewer independent values say too little of how far they scatter. */
const LEAST = 4;

const VARIANTS = [
  { variance: 'posterior', clipped: false },
  { variance: 'posterior', clipped: true },
  { variance: 'beta', clipped: false },
  { variance: 'beta', clipped: true },
] as const;

/** Which strata stand together in each of at most `most` bars: indices of strata, count + 1 of them, ascending. */
export function barsOf(edges: Int32Array, most: number): number[] {
  const last = edges.length - 1;
  if (last <= most) return Array.from(edges, (_, k) => k);
  const starts = Array.from(strata(edges[last] - 1, most), (wanted) =>
    edges.findIndex((edge) => edge >= wanted),
  );
  return [...new Set(starts)];
}

/**
 * Terms of the bound as they come, for both variances, with x0Hat clipped and not. Each group draws its own t from every stratum,
 * so the sets of digits with their noises and their t are independent: their scatter is the standard error. Groups of the same
 * digits are averaged before.
 */
export class BoundTable {
  /** Terms that are here. */
  count = 0;
  /** [stratum, 0 is L_0][set] flat. */
  private readonly counts: Uint32Array;
  /** Sums of bits/dim, one array a variant. */
  private readonly sums: readonly Float64Array[];
  private readonly seen = new Map<number, Uint8Array>();
  private readonly stratumOf: Int32Array;
  /** By t: terms, and the sums of what was measured. */
  private readonly at: { terms: number; raw: number; clipped: number }[];

  /**
   * @param edges as `strata` makes them
   * @param meanSquares mean of x_0^2 of each set of digits; group g measures set g modulo their number
   */
  constructor(
    readonly schedule: Schedule,
    readonly edges: Int32Array,
    private readonly meanSquares: readonly number[],
  ) {
    const cells = edges.length * meanSquares.length;
    this.counts = new Uint32Array(cells);
    this.sums = VARIANTS.map(() => new Float64Array(cells));
    this.at = Array.from({ length: schedule.T + 1 }, () => ({ terms: 0, raw: 0, clipped: 0 }));
    this.stratumOf = new Int32Array(schedule.T + 1);
    for (let k = 0; k + 1 < edges.length; k++) this.stratumOf.fill(k + 1, edges[k], edges[k + 1]);
  }

  /** Takes terms; one that a group has already is left out. */
  add(terms: readonly BoundTerm[]): void {
    for (const term of terms) {
      const { group, t } = term;
      const stratum = this.stratumOf[t];
      const seen = this.seen.get(group) ?? new Uint8Array(this.edges.length);
      this.seen.set(group, seen);
      if (seen[stratum] === 1) continue;
      seen[stratum] = 1;
      this.count++;
      const cell = this.cell(stratum, group % this.meanSquares.length);
      this.counts[cell]++;
      VARIANTS.forEach(({ variance, clipped }, i) => {
        const value = clipped ? term.clipped : term.raw;
        const kl = t === 1 ? undefined : klTerm(this.schedule, t, variance);
        this.sums[i][cell] += kl ? kl.spread + kl.weight * value : value;
      });
      const here = this.at[t];
      here.terms++;
      here.raw += term.raw;
      here.clipped += term.clipped;
    }
  }

  /** Mean of x_0^2 over all digits: what L_T depends on. */
  get meanSquare(): number {
    return this.meanSquares.reduce((sum, value) => sum + value, 0) / this.meanSquares.length;
  }

  /** Groups that have all their terms, from the first one on. */
  wholeGroups(): number {
    let group = 0;
    while (this.seen.get(group)?.every((each) => each === 1)) group++;
    return group;
  }

  /** What was measured at the t nearest to this one: the mean over its terms; undefined while nothing is. t = 1 is L_0's. */
  measuredAt(t: number, clipped: boolean): { t: number; value: number; terms: number } | undefined {
    const near = this.nearest(t);
    if (near === undefined) return undefined;
    const { terms, raw, clipped: cut } = this.at[near];
    return { t: near, value: (clipped ? cut : raw) / terms, terms };
  }

  /**
   * The bound as far as it is measured.
   * @param variance of the reverse steps from t > 1
   * @param clipped whether x0Hat is clipped
   * @param bars as `barsOf` gives them
   */
  estimate(variance: Variance, clipped: boolean, bars: readonly number[]): BoundEstimate {
    const { edges, schedule, meanSquares, counts } = this;
    const variant = VARIANTS.findIndex((each) => each.variance === variance && each.clipped === clipped);
    const sums = this.sums[variant];
    const sets = meanSquares.map((_, set) => set);
    const mean = (stratum: number, set: number): number =>
      sums[this.cell(stratum, set)] / counts[this.cell(stratum, set)];
    /** The sum of L_{t-1} over some strata, of one set; NaN where one of them is not measured. */
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
    const down = bars.slice(0, -1).map((from, i) => ({ from, to: bars[i + 1] }));
    const drawn = down.reverse().map(({ from, to }): BoundBar => {
      const [first, last] = [edges[from], edges[to] - 1];
      const width = last - first + 1;
      const own = measured(sets.map((set) => sumOver(from, to, set) / width));
      sum += width * own.mean;
      return { first, last, sum, terms: termsOver(from, to), ...own };
    });
    const all = sets.map((set) => sumOver(0, edges.length - 1, set));
    const totals = sets.map((set) => mean(0, set) + all[set] + priorKl(schedule, meanSquares[set]));
    return {
      prior,
      decoder,
      bars: drawn,
      steps: { mean: sum - prior.mean, error: measured(all).error },
      total: { mean: sum + decoder.mean, error: measured(totals).error },
    };
  }

  private cell(stratum: number, set: number): number {
    return stratum * this.meanSquares.length + set;
  }

  private nearest(t: number): number | undefined {
    if (t <= 1) return this.at[1].terms > 0 ? 1 : undefined;
    for (let off = 0; off < this.at.length; off++)
      for (const near of [t - off, t + off]) {
        if (near >= 2 && near < this.at.length && this.at[near].terms > 0) return near;
      }
    return undefined;
  }
}

/** Mean and standard error of independent values; those that are not there are left out. */
function measured(values: readonly number[]): Measured {
  const there = values.filter((value) => !Number.isNaN(value));
  const { length } = there;
  const mean = there.reduce((sum, value) => sum + value, 0) / length;
  const squares = there.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: length < LEAST ? NaN : Math.sqrt(squares / (length - 1) / length) };
}
