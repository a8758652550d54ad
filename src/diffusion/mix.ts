/**
 * out = a * x + b * y for every value.
 *
 * @param out receives the result, as long as x and y; may be either of them
 * @returns out
 * @throws RangeError if the lengths differ
 */
export function mix(a: number, x: Float32Array, b: number, y: Float32Array, out: Float32Array): Float32Array {
  if (x.length !== out.length || y.length !== out.length) {
    throw new RangeError(`lengths differ: ${x.length} and ${y.length} values into ${out.length}`);
  }
  for (let i = 0; i < out.length; i++) out[i] = a * x[i] + b * y[i];
  return out;
}
