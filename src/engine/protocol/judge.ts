/** Has pictures judged by a classifier that the samplers know nothing of. */
export interface JudgeRequest {
  /** [N, 28, 28] flat, in [-1, 1]. */
  readonly pictures: Float32Array;
  /** How many test digits their features are compared with, the first ones, 2 .. 10,000. */
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
  /** KID: the kernel distance of their features from the test digits', unbiased at every N (diffusion/kernelDistance). */
  readonly kernelDistance: number;
}
