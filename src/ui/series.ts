export type Tone = 'signal' | 'noise' | 'plain';

export interface Series {
  /** Also what the cursor's label is told apart by. */
  name: string;
  tone: Tone;
  /** One value for each t = 0 ... max; NaN is left out. */
  values: Float64Array;
  dashed?: boolean;
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
