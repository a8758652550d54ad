/** Updates from `from` to `to` that a chart shows; undefined stands for the whole run. */
export interface UpdateRange {
  readonly from: number;
  readonly to: number;
}

/** The shortest range: a chart of three points says nothing. */
const LEAST = 10;

/** A range that can be shown: whole updates in [0, end], at least LEAST of them; undefined if it is the whole run. */
export function fitted(from: number, to: number, end: number): UpdateRange | undefined {
  const span = Math.max(LEAST, Math.round(to - from));
  if (span >= end) return undefined;
  const start = Math.min(Math.max(0, Math.round(from)), end - span);
  return { from: start, to: start + span };
}

/** A range `factor` times as long, in which the update `around` stays in its place. */
export function scaled(
  { from, to }: UpdateRange,
  factor: number,
  around: number,
  end: number,
): UpdateRange | undefined {
  return fitted(around - (around - from) * factor, around + (to - around) * factor, end);
}

/** A range moved just so far that it shows `update`. */
export function showing(range: UpdateRange, update: number, end: number): UpdateRange | undefined {
  const { from, to } = range;
  if (update >= from && update <= to) return range;
  const by = update < from ? update - from : update - to;
  return fitted(from + by, to + by, end);
}
