/** Asks for the training digits that lie nearest to a picture, and how near real unseen digits lie. */
export interface NearestRequest {
  /** [size, size] flat, in [-1, 1], of 28 x 28 or 14 x 14 pixels. */
  readonly picture: Float32Array;
  /** Class of the unseen digits, 0..9; 10 takes that of the nearest training digit. */
  readonly label: number;
  /** Among how many of MNIST's training digits, the first ones: 1,000, 10,000 or 60,000. */
  readonly digits: number;
  /** How many test digits of the class are measured at most, 0 .. 1000. */
  readonly unseen: number;
  /** Absolute URL that the packs are relative to, the page's own address. */
  readonly baseUrl: string;
}

export interface NearDigit {
  /** Its number in MNIST's training set. */
  readonly index: number;
  readonly label: number;
  /** Euclidean distance (L2) over all pixels, each from 0 (paper) to 1 (ink). */
  readonly distance: number;
  /** [size, size] flat, in [-1, 1]. */
  readonly pixels: Float32Array;
}

export type NearestEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  /** The nearest digits, nearest first; `label` is the class of the unseen digits that follow, `total` their number. */
  | {
      readonly kind: 'nearest';
      readonly digits: readonly NearDigit[];
      readonly label: number;
      readonly total: number;
    }
  /** More unseen digits: the distance of each to the training digit that lies nearest to it. */
  | { readonly kind: 'unseen'; readonly distances: Float32Array };

export interface NearestResult {
  readonly seconds: number;
}
