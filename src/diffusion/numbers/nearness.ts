/** From so many percent of the unseen digits on, the distance says nothing: real digits come as near. */
const USUAL_PERCENT = 5;
/** Nearer than this it is a copy: real digits of the same writer differ by more. */
const COPY = 0.5;

/** The median, the mean of the two middle values where their number is even; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >>> 1;
  return sorted.length % 2 === 1 ? sorted[half] : ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2;
}

/** What a sample's distance to its nearest training digit says, beside those of unseen digits. */
export interface CopyVerdict {
  /** How many of the unseen digits are nearer, and how many percent of them that is. */
  readonly closer: number;
  readonly percent: number;
  readonly kind: 'usual' | 'few' | 'copy' | 'look';
}

/** Ranks a sample's distance among those of unseen digits: its quantile is the evidence, not that some digit is nearer. */
export function copyVerdict(distance: number, unseen: readonly number[]): CopyVerdict {
  const closer = unseen.filter((each) => each < distance).length;
  const percent = (100 * closer) / unseen.length;
  const kind = percent >= USUAL_PERCENT ? 'usual' : closer > 0 ? 'few' : distance < COPY ? 'copy' : 'look';
  return { closer, percent, kind };
}
