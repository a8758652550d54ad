/**
 * How well a score tells two kinds of things apart. A larger score is more anomalous, and a threshold calls anomalous whatever
 * has it or more.
 */

/** One threshold of a receiver operating characteristic. */
export interface RocPoint {
  /** Infinity at the first point, which calls nothing anomalous. */
  readonly threshold: number;
  /** Share of the normal that it calls anomalous, 0..1. */
  readonly falseAlarms: number;
  /** Share of the anomalous that it calls so, 0..1. */
  readonly hits: number;
}

/**
 * The ROC curve: a point for each distinct score, from (0, 0) to (1, 1). Where scores of both kinds are equal it runs aslant,
 * so the trapezia below it add up to the AUC of {@link auc}.
 *
 * @param normal scores of the normal, one at least
 * @param anomalous scores of the anomalous, one at least
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

/** An area under the ROC curve and what is known of it. */
export interface Auc {
  /** Share of pairs in which the anomalous has the larger score, equal ones counted half; 0.5 is chance. */
  readonly auc: number;
  /** Its standard error; 0 where every pair is in order, although more data might show one that is not. */
  readonly error: number;
  /**
   * The 95 % interval, auc -+ 1.96 error, cut to 0..1. Where every pair is in order it ends at {@link leastOrdered}, and where
   * none is at 1 less that.
   */
  readonly low: number;
  readonly high: number;
}

/**
 * What an area is at least, with 95 % confidence, where every pair of two lists was in order. As many pairs as the shorter list
 * is long share no score, so all of them are in order with the probability area^length: below this bound in less than 5 %.
 */
export const leastOrdered = (length: number): number => 0.05 ** (1 / length);

/** Of the normal distribution, 97.5 %. */
const Z = 1.959963984540054;

/**
 * The AUC by the statistic of Mann & Whitney (1947), and its interval by DeLong, DeLong & Clarke-Pearson (1988, Biometrics
 * 44, eq. 4 to 6): the variance of the placements of each kind among the other, through ranks (Sun & Xu 2014, IEEE SPL 21).
 *
 * @param normal scores of the normal, two at least
 * @param anomalous scores of the anomalous, two at least
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

/** Scores of the normal and of the anomalous. */
type Scores = readonly [normal: readonly number[], anomalous: readonly number[]];

/**
 * By how much the first AUC exceeds the second where both score the same things, in the same order, and its 95 % interval
 * (DeLong et al. 1988, eq. 5 to 8): what both find hard alike counts in neither's favour, so it is surer than either area.
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

/** How a threshold judges, in pictures. */
export interface Confusion {
  /** Anomalous, and called so. */
  readonly hits: number;
  /** Anomalous, and not called so. */
  readonly misses: number;
  /** Normal, but called anomalous. */
  readonly falseAlarms: number;
  /** Normal, and not called anomalous. */
  readonly correctRejections: number;
}

/** Counts at a threshold: what has it or more is called anomalous. */
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
 * The lowest threshold that calls no more than a share of the normal anomalous: one of their scores, or, where even the
 * largest is had by too many, Infinity.
 *
 * @param normal scores of the normal, one at least
 * @param rate 0..1
 * @throws RangeError if the list is empty, a score is NaN, or the rate does not fit
 */
export function thresholdAt(normal: ArrayLike<number>, rate: number): number {
  if (!(rate >= 0 && rate <= 1)) throw new RangeError(`the rate is ${rate}; give a number from 0 to 1`);
  const points = rocCurve(normal, normal);
  return points.findLast(({ falseAlarms }) => falseAlarms <= rate)?.threshold ?? Infinity;
}

/** The share of the normal below each of the anomalous, and the share of the anomalous above each of the normal. */
function placements(normal: ArrayLike<number>, anomalous: ArrayLike<number>) {
  const [m, n] = [anomalous.length, normal.length];
  if (m < 2 || n < 2) throw new RangeError(`${n} and ${m} scores; give two of each kind at least`);
  const all = midranks([...Array.from(anomalous), ...Array.from(normal)]);
  const [ownA, ownN] = [midranks(Array.from(anomalous)), midranks(Array.from(normal))];
  return {
    below: ownA.map((rank, i) => (all[i] - rank) / n),
    above: ownN.map((rank, j) => 1 - (all[m + j] - rank) / m),
  };
}

function descending(scores: ArrayLike<number>): Float64Array {
  if (scores.length === 0) throw new RangeError('there are no scores of one kind; give one at least');
  refuseNaN(scores);
  return Float64Array.from(Array.from(scores)).sort().reverse();
}

/** Ranks 1..n, ascending; equal values share the mean of theirs. */
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

/** With n - 1 in the denominator. */
function meanAndVariance(values: Float64Array): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, variance: squares / (values.length - 1) };
}

function refuseNaN(scores: ArrayLike<number>): void {
  if (Array.from(scores).some(Number.isNaN)) throw new RangeError('a score is not a number');
}
