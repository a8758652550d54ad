import { mix } from './mix';

/** The two factors of {@link guidedEpsilon}; their sum is 1. */
export function guidanceWeights(w: number): { conditional: number; unconditional: number } {
  return { conditional: 1 + w, unconditional: -w };
}

/**
 * Classifier-free guidance (Ho & Salimans 2022, eq. 6): (1 + w) * conditional - w * unconditional.
 *
 * @param conditional epsilonHat with the class
 * @param unconditional epsilonHat without a class, of the same length
 * @param w guidance scale: 0 is the conditional prediction unchanged, -1 the unconditional one
 * @param out receives the result, of the same length; may be either of them
 * @returns out
 * @throws RangeError if the lengths differ
 */
export function guidedEpsilon(
  conditional: Float32Array,
  unconditional: Float32Array,
  w: number,
  out: Float32Array,
): Float32Array {
  const weight = guidanceWeights(w);
  return mix(weight.conditional, conditional, weight.unconditional, unconditional, out);
}
