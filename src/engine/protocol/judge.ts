/** Has pictures judged by a classifier that the samplers know nothing of. */
export interface JudgeRequest {
  /** [N, 28, 28] flat, in [-1, 1]. */
  readonly pictures: Float32Array;
  /** The class that each of them was to be, 0..9. */
  readonly labels: readonly number[];
  /** How many test digits their features are compared with, the first ones, 2 .. 10,000; 0 only reads what they are. */
  readonly reference: number;
  /** Absolute URL that the classifier and the packs are relative to, the page's own address. */
  readonly baseUrl: string;
}

export type JudgeEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'progress'; readonly judged: number; readonly total: number };

export interface JudgeResult {
  /** What each picture is read as, 0..9. */
  readonly guesses: Uint8Array;
  /**
   * KID within the classes: the kernel distance of the features of a class's pictures from those of its test digits, the mean
   * over all classes of which there are two pictures at least; NaN where there is none, or nothing to compare with. Classes asked for in turn are no
   * random draw, so that over all of them together the estimate would be biased.
   */
  readonly kernelDistance: number;
  /** The same of 96 statistics of the classifier's first layer, each in standard deviations of the test digits: it sees smudges. */
  readonly grainDistance: number;
}
