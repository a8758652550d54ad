/**
 * How well a score separates normal from anomalous. A larger score is more anomalous; a threshold calls everything at or above
 * it anomalous.
 */

/** One threshold of a receiver operating characteristic. */
export interface RocPoint {
  /** Infinity at the first point, where nothing is called anomalous. */
  readonly threshold: number;
  /** Share of normal ones that it calls anomalous, 0..1. */
  readonly falseAlarms: number;
  /** Share of anomalous ones that it calls anomalous, 0..1. */
  readonly hits: number;
}

/**
 * The ROC curve: a point for each distinct score, from (0, 0) to (1, 1). Equal scores of both kinds make a slanted piece, so the
 * trapezia below the curve add up to the AUC of {@link auc}.
 *
 * @param normal scores of normal ones, at least one
 * @param anomalous scores of anomalous ones, at least one
 * @throws RangeError if a list is empty or a score is NaN
 */
export function rocCurve(normal: ArrayLike<number>, anomalous: ArrayLike<number>): RocPoint[] {
  const [n, a] = [descending(normal), descending(anomalous)];
  const points: RocPoint[] = [{ threshold: Infinity, falseAlarms: 0, hits: 0 }];
  for (let i = 0, j = 0; i < n.length || j < a.length;) {
    const threshold = Math.max(i < n.length ? n[i] : -Infinity, j < a.length ? a[j] : -Infinity);
    while (i < n.length && n[i] === threshold) i++;
    while (j < a.length && a[j] === threshold) j++;
    points.push({ threshold, falseAlarms: i / n.length, hits: j / a.length });
  }
  return points;
}

/** An area under the ROC curve, with its uncertainty. */
export interface Auc {
  /** Share of pairs in which the anomalous one has the larger score; ties count half; 0.5 is chance. */
  readonly auc: number;
  /** Its standard error; 0 if every pair is in order, although more data might contain one that is not. */
  readonly error: number;
  /**
   * The 95 % interval, auc -+ 1.96 error, limited to 0..1. If every pair is in order, its lower end is {@link leastOrdered}; if
   * none is, its upper end is 1 minus that.
   */
  readonly low: number;
  readonly high: number;
}

/**
 * A lower bound of the area with 95 % confidence, if every pair of two lists is in order. The lists contain `length` disjoint
 * pairs, which are all in order with probability area^length; for an area below this bound that is less than 5 %.
 * @param length of the shorter list
 */
export const leastOrdered = (length: number): number => 0.05 ** (1 / length);

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * The AUC by the statistic of Mann & Whitney (1947), and its interval by DeLong, DeLong & Clarke-Pearson (1988, Biometrics
 * 44, eq. 4 to 6): the variance of the placements of each kind among the other, through ranks (Sun & Xu 2014, IEEE SPL 21).
 *
 * @param normal scores of normal ones, at least two
 * @param anomalous scores of anomalous ones, at least two
 * @throws RangeError if a list is too short or a score is NaN
 */
export function auc(normal: ArrayLike<number>, anomalous: ArrayLike<number>): Auc {
  const [m, n] = [anomalous.length, normal.length];
  const { below, above } = placements(normal, anomalous);
  const [b, v] = [meanAndVariance(below), meanAndVariance(above)];
  const error = Math.sqrt(b.variance / m + v.variance / n);
  const [low, high] = [Math.max(0, b.mean - Z * error), Math.min(1, b.mean + Z * error)];
  const bound = leastOrdered(Math.min(m, n));
  return {
    auc: b.mean,
    error,
    low: b.mean === 1 ? bound : low,
    high: b.mean === 0 ? 1 - bound : high,
  };
}

/** Scores of normal and anomalous ones. */
type Scores = readonly [normal: readonly number[], anomalous: readonly number[]];

/**
 * By how much the first AUC exceeds the second, with its 95 % interval, if both score the same things in the same order (DeLong et
 * al. 1988, eq. 5 to 8). What both find equally hard cancels, so the difference is more certain than either area.
 *
 * @throws RangeError if the lists do not match, are too short, or a score is NaN
 */
export function aucDifference(
  first: Scores,
  second: Scores,
): { difference: number; low: number; high: number } {
  if (first.some((list, i) => list.length !== second[i].length))
    throw new RangeError('the two score different numbers of things');
  const [p, q] = [placements(...first), placements(...second)];
  const [b, v] = [
    meanAndVariance(p.below.map((value, i) => value - q.below[i])),
    meanAndVariance(p.above.map((value, j) => value - q.above[j])),
  ];
  const error = Math.sqrt(b.variance / p.below.length + v.variance / p.above.length);
  return { difference: b.mean, low: b.mean - Z * error, high: b.mean + Z * error };
}

/** The decisions of a threshold, counted in pictures. */
export interface Confusion {
  /** Anomalous, and called anomalous. */
  readonly hits: number;
  /** Anomalous, but not called anomalous. */
  readonly misses: number;
  /** Normal, but called anomalous. */
  readonly falseAlarms: number;
  /** Normal, and not called anomalous. */
  readonly correctRejections: number;
}

/** Counts at a threshold: scores at or above it are called anomalous. */
export function confusion(
  normal: ArrayLike<number>,
  anomalous: ArrayLike<number>,
  threshold: number,
): Confusion {
  const count = (scores: ArrayLike<number>): number =>
    Array.from(scores).filter((score) => score >= threshold).length;
  const [hits, falseAlarms] = [count(anomalous), count(normal)];
  return {
    hits,
    misses: anomalous.length - hits,
    falseAlarms,
    correctRejections: normal.length - falseAlarms,
  };
}

/**
 * The lowest threshold that calls at most a share `rate` of normal ones anomalous: one of their scores, or Infinity if too many
 * share the largest.
 *
 * @param normal scores of normal ones, at least one
 * @param rate 0..1
 * @throws RangeError if the list is empty, a score is NaN, or the rate is out of range
 */
export function thresholdAt(normal: ArrayLike<number>, rate: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`the rate is ${rate}; give a number from 0 to 1`);
  const points = rocCurve(normal, normal);
  return points.findLast(({ falseAlarms }) => falseAlarms <= rate)?.threshold ?? Infinity;
}

/** For each anomalous one the share of normal ones below it, and for each normal one the share of anomalous ones above it. */
function placements(normal: ArrayLike<number>, anomalous: ArrayLike<number>) {
  const [m, n] = [anomalous.length, normal.length];
  if (m < 2 || n < 2) throw new RangeError(`${n} and ${m} scores; give two of each kind at least`);
  const all = midranks([...Array.from(anomalous), ...Array.from(normal)]);
  const [anomalousRanks, normalRanks] = [midranks(Array.from(anomalous)), midranks(Array.from(normal))];
  return {
    below: anomalousRanks.map((rank, i) => (all[i] - rank) / n),
    above: normalRanks.map((rank, j) => 1 - (all[m + j] - rank) / m),
  };
}

function descending(scores: ArrayLike<number>): Float64Array {
  if (scores.length === 0) throw new RangeError('there are no scores of one kind; give one at least');
  refuseNaN(scores);
  return Float64Array.from(Array.from(scores)).sort().reverse();
}

/** Ranks 1..n, ascending; equal values share their mean rank. */
function midranks(values: readonly number[]): Float64Array {
  refuseNaN(values);
  const order = Array.from(values.keys()).sort((i, j) => values[i] - values[j]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let i = from; i < to; i++) ranks[order[i]] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

/** Mean, and variance with n - 1 in the denominator. */
function meanAndVariance(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

function refuseNaN(scores: ArrayLike<number>): void {
  if (Array.from(scores).some(Number.isNaN)) throw new RangeError('a score is not a number');
}
