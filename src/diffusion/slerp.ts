/** Within this angle of parallel or opposite, radians, the great circle through two vectors is not well determined. */
const DEGENERATE = 1e-4;

/**
 * Spherical interpolation (Shoemake 1985, Animating Rotation with Quaternion Curves, section 3.3), for the noise between two
 * x_T: with theta the angle between a and b, (sin((1 - u) theta) a + sin(u theta) b) / sin(theta). Two independent Gaussian
 * pictures are nearly at a right angle and equally long, and everything between them has the same length, as noise should have.
 * Half-way on a straight line the length would be 0.71 of that, which no network has seen. If a and b are parallel or opposite, the
 * great circle is not determined, and the straight line is used.
 *
 * @param u 0 gives a, 1 gives b, both bit for bit
 * @param out receives the result, of the same length; may be a or b
 * @returns out
 * @throws RangeError if the lengths differ, or u is not in 0..1
 */
export function slerp<Out extends Float32Array>(a: Float32Array, b: Float32Array, u: number, out: Out): Out {
  if (a.length !== b.length || out.length !== a.length)
    throw new RangeError(`${a.length}, ${b.length} and ${out.length} values cannot be interpolated`);
  if (!(u >= 0 && u <= 1)) throw new RangeError(`u is ${u}; give a number from 0 to 1`);
  const weights = slerpWeights(angleBetween(a, b), u);
  if (u === 0 || u === 1) out.set(u === 0 ? a : b);
  else for (let i = 0; i < out.length; i++) out[i] = weights.a * a[i] + weights.b * b[i];
  return out;
}

/** The weights of a and b in {@link slerp} at u, 0..1; theta is the angle between them, radians or NaN. */
export function slerpWeights(theta: number, u: number): { a: number; b: number } {
  if (!(theta > DEGENERATE && theta < Math.PI - DEGENERATE)) return { a: 1 - u, b: u };
  return { a: Math.sin((1 - u) * theta) / Math.sin(theta), b: Math.sin(u * theta) / Math.sin(theta) };
}

/** The angle between two vectors, 0..pi; NaN if one of them is zero. */
export function angleBetween(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return Math.acos(Math.min(1, Math.max(-1, ab / Math.sqrt(aa * bb))));
}
