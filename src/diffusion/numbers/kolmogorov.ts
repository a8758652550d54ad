/**
 * The two-sample Kolmogorov-Smirnov distance: the largest gap between the two empirical distribution functions (Smirnov 1948).
 * Equal values are stepped over together, so ties are counted rightly.
 *
 * @param a ascending, at least one number
 * @param b ascending, at least one number
 * @returns 0..1
 * @throws RangeError if a sample is empty
 */
export function ksDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length === 0 || b.length === 0) throw new RangeError('a sample is empty; give at least one number');
  let largest = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const x = Math.min(a[i], b[j]);
    while (i < a.length && a[i] <= x) i++;
    while (j < b.length && b[j] <= x) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** The 95 % quantile of Kolmogorov's distribution, to its first term: 2 exp(-2 c^2) = 0.05. */
const C95 = Math.sqrt(-Math.log(0.05 / 2) / 2);

/** What the distance of two samples of one law stays below in 95 of 100 draws: 1.358 sqrt((n + m) / (n m)), for large n and m. */
export const ksBand = (n: number, m: number): number => C95 * Math.sqrt((n + m) / (n * m));
