/** Distances of two sets of points in the plane, [n, 2] flat each. Two sets of the same distribution are not at distance 0. */

/** The mean distance of a point of a to a point of b. */
function meanDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < b.length; j += 2) sum += Math.sqrt((a[i] - b[j]) ** 2 + (a[i + 1] - b[j + 1]) ** 2);
  return sum / ((a.length / 2) * (b.length / 2));
}

/** The mean distance of a point of a to a point of a, itself included. */
function meanSpread(a: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 2)
    for (let j = 0; j < i; j += 2) sum += Math.sqrt((a[i] - a[j]) ** 2 + (a[i + 1] - a[j + 1]) ** 2);
  return (2 * sum) / (a.length / 2) ** 2;
}

/** The energy distance 2 E|a - b| - E|a - a'| - E|b - b'| (Szekely & Rizzo 2013), 0 or more: all pairs, as a V-statistic. */
export const energyDistance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  2 * meanDistance(a, b) - meanSpread(a) - meanSpread(b);

/** Positions of points along a direction, in order. */
function projected(points: ArrayLike<number>, angle: number): Float64Array {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const out = new Float64Array(points.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = c * points[2 * i] + s * points[2 * i + 1];
  return out.sort();
}

/**
 * The sliced Wasserstein distance (Bonneel et al. 2015): the root of the mean, over directions at equal angles, of the squared
 * Wasserstein-2 distance of the projections.
 * @throws RangeError if the sets differ in size
 */
export function slicedWasserstein(a: ArrayLike<number>, b: ArrayLike<number>, directions = 64): number {
  if (a.length !== b.length)
    throw new RangeError(`sets of ${a.length / 2} and ${b.length / 2} points cannot be matched`);
  let sum = 0;
  for (let n = 0; n < directions; n++) {
    const angle = (Math.PI * n) / directions;
    const [p, q] = [projected(a, angle), projected(b, angle)];
    for (let i = 0; i < p.length; i++) sum += (p[i] - q[i]) ** 2;
  }
  return Math.sqrt(sum / (directions * (a.length / 2)));
}
