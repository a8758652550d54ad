/** Which lines the chart shows, and whether its axis is logarithmic. */
export interface ShownLines {
  readonly raw: boolean;
  readonly smooth: boolean;
  readonly heldOut: boolean;
  readonly trained: boolean;
  readonly rate: boolean;
  readonly log: boolean;
}

/** Dashes that tell the smoothed lines of other runs apart. */
export const DASHES = ['7 3', '2 3', '9 3 2 3'];
