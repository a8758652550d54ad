import type { DownloadEvent } from './progress';

/** Asks for the training digits nearest to a picture, and how near to them real test digits are. */
export interface NearestRequest {
  /** [size, size] flat, in [-1, 1], of 28 x 28 or 14 x 14 pixels. */
  readonly picture: Float32Array;
  /** Class of the test digits, 0..9; 10 takes that of the nearest training digit. */
  readonly label: number;
  /** How many of MNIST's first training digits are searched: 1,000, 10,000 or 60,000. */
  readonly digits: number;
  /** Most test digits of the class that are measured, 0 .. 1000. */
  readonly unseen: number;
  /** Absolute URL that the packs are relative to: the address of the page. */
  readonly baseUrl: string;
}

export interface NearDigit {
  /** Its index in MNIST's training set. */
  readonly index: number;
  readonly label: number;
  /** Euclidean distance (L2) over all pixels, each from 0 (paper) to 1 (ink). */
  readonly distance: number;
  /** [size, size] flat, in [-1, 1]. */
  readonly pixels: Float32Array;
}

export type NearestEvent =
  | DownloadEvent
  /** The nearest digits, nearest first; `label` is the class of the test digits that follow, `total` their number. */
  | {
      readonly kind: 'nearest';
      readonly digits: readonly NearDigit[];
      readonly label: number;
      readonly total: number;
    }
  /** More test digits: the distance of each to its nearest training digit. */
  | { readonly kind: 'unseen'; readonly distances: Float32Array };

export interface NearestResult {
  readonly seconds: number;
}
