import type { ScheduleName } from '../../diffusion/schedule';
import type { BackendName } from './capability';
import type { ProgressEvent } from './progress';

/**
 * How little like what it has learned a network finds a picture x_0, larger is less like it. Both noise x_0 to x_t.
 * - `epsilon`: mean over pixels of (epsilon - epsilonHat(x_t, t))^2, the training's own loss of that picture.
 * - `reconstruction`: mean over pixels of (x - x_0)^2, where DDIM brings x_t back to x (AnoDDPM: Wyatt et al. 2022).
 */
export const SCORES = ['epsilon', 'reconstruction'] as const;
export type ScoreName = (typeof SCORES)[number];

/** Scores of some pictures. That of a picture depends on nothing but itself, its label and the other fields: not on its place. */
export interface ScoreRequest {
  /** As in SampleRequest. */
  readonly network: string;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** [N, size, size] flat, in [-1, 1]. */
  readonly pictures: Float32Array;
  /** One a picture: the class that the network is told, or its number of classes for none. Or `least` over all its classes. */
  readonly labels: readonly number[] | 'least';
  /** A class that `least` does not try: one that the network has never seen. */
  readonly except?: number;
  readonly schedule: { readonly name: ScheduleName; readonly T: number };
  readonly score: ScoreName;
  /** Each 1 .. T, and each gives its own scores; for a reconstruction at least `steps`. */
  readonly times: readonly number[];
  /** Noises over which a score is the mean, 1 .. 64. All pictures meet the same, so that their scores compare. */
  readonly draws: number;
  /** Steps of a reconstruction's DDIM; the epsilon error does not read it. */
  readonly steps?: number;
  /** Whether the result has maps of the residual. */
  readonly maps?: boolean;
}

export type ScoreEvent =
  | {
      readonly kind: 'scores';
      /** Which of `times`. */
      readonly at: number;
      /** Picture of the first of these scores. */
      readonly first: number;
      readonly scores: Float32Array;
    }
  /** Its steps are evaluations of the network, of one picture each. */
  | ProgressEvent;

/** Per pixel, means over the draws, [times, N, size, size] flat. */
export interface ScoreMaps {
  /** What the network makes of the picture minus the picture: positive where it would have more ink. Of epsilon: epsilon - epsilonHat. */
  readonly signed: Float32Array;
  /** The same squared; its mean over the pixels is the score. */
  readonly squared: Float32Array;
}

export interface ScoreResult {
  /** [times, N] flat. */
  readonly scores: Float32Array;
  /** [times, N] flat: the class of each score; with `least` the one that explains the picture best. */
  readonly labels: Uint8Array;
  readonly maps?: ScoreMaps;
  readonly seconds: number;
  readonly backend: BackendName;
}
