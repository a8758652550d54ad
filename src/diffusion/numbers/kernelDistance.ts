/**
 * The kernel inception distance (Binkowski et al. 2018, Demystifying MMD GANs, section 4): the unbiased estimate of the squared
 * maximum mean discrepancy between two sets of features, with the kernel k(x, y) = (x . y / d + 1)^3. Unlike a Frechet distance,
 * its expectation does not depend on the sizes of the sets. For equal distributions it is 0, so an estimate may be negative. This
 * holds for independent draws; for sets that are balanced by class, use it class by class.
 *
 * @param a [m, d] flat, m >= 2
 * @param b [n, d] flat, n >= 2
 * @param d features of a picture
 * @throws RangeError if a set is not a whole number of pictures, at least two
 */
export function kernelDistance(a: Float32Array, b: Float32Array, d: number): number {
  const [m, n] = [a.length / d, b.length / d];
  if (!(Number.isInteger(m) && Number.isInteger(n) && m >= 2 && n >= 2))
    throw new RangeError(`${a.length} and ${b.length} values are no two sets of at least two times ${d}`);
  const within = (x: Float32Array, count: number): number => {
    let sum = 0;
    for (let i = 1; i < count; i++) for (let j = 0; j < i; j++) sum += kernel(x, i, x, j, d);
    return (2 * sum) / (count * (count - 1));
  };
  let cross = 0;
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) cross += kernel(a, i, b, j, d);
  return within(a, m) + within(b, n) - (2 * cross) / (m * n);
}

function kernel(a: Float32Array, i: number, b: Float32Array, j: number, d: number): number {
  let dot = 0;
  for (let k = 0; k < d; k++) dot += a[i * d + k] * b[j * d + k];
  return (dot / d + 1) ** 3;
}
