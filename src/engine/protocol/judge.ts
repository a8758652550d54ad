import type { DownloadEvent } from './progress';

/** Has pictures judged by a classifier that is independent of the samplers. */
export interface JudgeRequest {
  /** [N, 28, 28] flat, in [-1, 1]. */
  readonly pictures: Float32Array;
  /** The class that was asked for each of them, 0..9. */
  readonly labels: readonly number[];
  /** How many of the first test digits their features are compared with, 2 .. 10,000; 0 only classifies them. */
  readonly reference: number;
  /** Absolute URL that the classifier and the packs are relative to: the address of the page. */
  readonly baseUrl: string;
}

export type JudgeEvent =
  DownloadEvent | { readonly kind: 'progress'; readonly judged: number; readonly total: number };

export interface JudgeResult {
  /** The class that each picture is read as, 0..9. */
  readonly guesses: Uint8Array;
  /**
   * KID within classes: the kernel distance between the features of a class's pictures and of its test digits, averaged over the classes
   * with at least two pictures; NaN if there are none, or no test digits. Over all classes together the estimate would be biased, because
   * classes that were asked for in turn are no random draw.
   */
  readonly kernelDistance: number;
  /** The same for 96 statistics of the classifier's first layer, in standard deviations of the test digits: it notices smudges. */
  readonly grainDistance: number;
}
