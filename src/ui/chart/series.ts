/** Colours of lines: of signal and noise, of neither, and six that tell curves of one kind apart. */
export type Tone = 'signal' | 'noise' | 'plain' | 'a' | 'b' | 'c' | 'd' | 'e' | 'f';

export interface Series {
  /** Also what the cursor's label is told apart by. */
  name: string;
  tone: Tone;
  /** One value for each t = 0 ... max; NaN is left out. */
  values: Float64Array;
  dashed?: boolean;
  /** Dashes of its own, in the way of SVG. */
  dash?: string;
  /** Fills the area below. */
  filled?: boolean;
}

export interface Axis {
  min: number;
  max: number;
  ticks: readonly number[];
  log?: boolean;
  format: (value: number) => string;
}

/** Where a value stands on an axis: 0 at its lower end, 1 at its upper one. */
export const share = (value: number, { min, max, log }: Axis): number =>
  log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);

/** The same, at the axis's end for values outside. */
export const clampedShare = (value: number, axis: Axis): number =>
  Math.min(1, Math.max(0, share(value, axis)));

/** One measured thing: where it stands, and its name beside it. */
export interface Spot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** Drawn as a ring instead of a disc. */
  readonly hollow: boolean;
}

/** Measured points of one kind, from left to right. */
export interface Curve {
  readonly name: string;
  readonly tone: 'a' | 'b' | 'c' | 'd' | 'e' | 'f';
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Powers of ten around some positive values. */
export function logAxis(values: readonly number[], format: (value: number) => string): Axis {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  return { min: 10 ** low, max: 10 ** high, ticks, log: true, format };
}
