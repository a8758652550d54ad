/**
 * The factors of classifier-free guidance (Ho & Salimans 2022, eq. 6): conditional prediction times (1 + w), minus w times the
 * unconditional one. Their sum is 1.
 *
 * @param w guidance scale: 0 is the conditional prediction unchanged, -1 the unconditional one
 */
export function guidanceWeights(w: number): { conditional: number; unconditional: number } {
  return { conditional: 1 + w, unconditional: -w };
}
