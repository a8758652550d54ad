import type { BackendName } from './capability';
import type { ProgressEvent } from './progress';
import type { NamedSchedule } from './schedule';

/**
 * How unlike the training data a network finds a picture x_0; larger is more unlike. Both scores noise x_0 to x_t.
 * - `epsilon`: mean over pixels of (epsilon - epsilonHat(x_t, t))^2, the training loss of that picture.
 * - `reconstruction`: mean over pixels of (x - x_0)^2, where DDIM brings x_t back to x (AnoDDPM: Wyatt et al. 2022).
 */
export const SCORES = ['epsilon', 'reconstruction'] as const;
export type ScoreName = (typeof SCORES)[number];

/** Asks for the scores of some pictures. A score does not depend on the other pictures, nor on its place among them. */
export interface ScoreRequest {
  /** As in SampleRequest. */
  readonly network: string;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** [N, size, size] flat, in [-1, 1]. */
  readonly pictures: Float32Array;
  /** The class of each picture that the network is given, or its number of classes for none; `least` takes the least score over all classes. */
  readonly labels: readonly number[] | 'least';
  /** A class that `least` leaves out, because the network was not trained on it. */
  readonly except?: number;
  readonly schedule: NamedSchedule;
  readonly score: ScoreName;
  /** Each 1 .. T, for a reconstruction at least `steps`; each gives scores of its own. */
  readonly times: readonly number[];
  /** Draws of noise that a score averages over, 1 .. 64. They are the same for all pictures, so that scores can be compared. */
  readonly draws: number;
  /** DDIM steps of a reconstruction; not used by `epsilon`. */
  readonly steps?: number;
  /** Whether the result includes maps of the residual. */
  readonly maps?: boolean;
}

export type ScoreEvent =
  | {
      readonly kind: 'scores';
      /** Index into `times`. */
      readonly at: number;
      /** Index of the first picture of these scores. */
      readonly first: number;
      readonly scores: Float32Array;
    }
  /** A step is one evaluation of the network on one picture. */
  | ProgressEvent;

/** Means over the draws, pixel by pixel, [times, N, size, size] flat. */
export interface ScoreMaps {
  /** The reconstruction minus the picture, positive where the network adds ink; for `epsilon` epsilon - epsilonHat. */
  readonly signed: Float32Array;
  /** Its square; the mean over the pixels is the score. */
  readonly squared: Float32Array;
}

export interface ScoreResult {
  /** [times, N] flat. */
  readonly scores: Float32Array;
  /** [times, N] flat: the class of each score; with `least` the one with the least score. */
  readonly labels: Uint8Array;
  readonly maps?: ScoreMaps;
  readonly seconds: number;
  readonly backend: BackendName;
}
