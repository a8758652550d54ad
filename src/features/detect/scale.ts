import { THRESHOLDS } from '../../state/link/fields/detect';

/** Ends of the axis of scores, in standard deviations. Scores beyond them are drawn at the ends. */
export const { min: LOW, max: HIGH } = THRESHOLDS;

const BINS = 32;
const PER_BIN = (HIGH - LOW) / BINS;

/** Position on the axis, 0..1. */
export const shareOf = (value: number): number => Math.min(1, Math.max(0, (value - LOW) / (HIGH - LOW)));

/** How many scores lie in each bin of the axis; scores beyond it count in the outermost bins. */
export function binned(scores: readonly number[]): number[] {
  const counts = Array.from({ length: BINS }, () => 0);
  for (const score of scores) counts[Math.min(BINS - 1, Math.max(0, Math.floor((score - LOW) / PER_BIN)))]++;
  return counts;
}
