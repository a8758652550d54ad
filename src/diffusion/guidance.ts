/** The two factors of {@link guidedEpsilon}; their sum is 1. */
export function guidanceWeights(w: number): { conditional: number; unconditional: number } {
  return { conditional: 1 + w, unconditional: -w };
}

/**
 * Classifier-free guidance (Ho & Salimans 2022, eq. 6): (1 + w) * conditional - w * unconditional.
 *
 * @param conditional epsilonHat with the class
 * @param unconditional epsilonHat without it, as long
 * @param w guidance scale: 0 is the conditional prediction unchanged, -1 the unconditional one
 * @param out receives the result, as long; may be one of the two
 * @returns out
 * @throws RangeError if the lengths differ
 */
export function guidedEpsilon(
  conditional: Float32Array,
  unconditional: Float32Array,
  w: number,
  out: Float32Array,
): Float32Array {
  if (conditional.length !== out.length || unconditional.length !== out.length) {
    throw new RangeError(
      `lengths differ: ${conditional.length} and ${unconditional.length} values into ${out.length}`,
    );
  }
  const by = guidanceWeights(w);
  for (let i = 0; i < out.length; i++)
    out[i] = by.conditional * conditional[i] + by.unconditional * unconditional[i];
  return out;
}
