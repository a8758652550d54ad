import type { Prediction } from '../../diffusion/training/parameterization';
import type { ScheduleName } from '../../diffusion/schedule';
import type { Weighting } from '../../diffusion/training/weighting';
import type { BackendName, Capability } from './capability';
import type { DownloadEvent } from './progress';

/** Networks of digits that can be trained in the tab. */
export const DIGIT_NETWORKS = ['tiny', 'small', 'seed', 'shipped'] as const;
export type DigitNetwork = (typeof DIGIT_NETWORKS)[number];

/** All networks that can be trained in the tab. `plane` learns points of the plane. */
export const TRAINABLE_NAMES = [...DIGIT_NETWORKS, 'plane'] as const;
export type TrainableName = (typeof TRAINABLE_NAMES)[number];

/** Height and width of each network's pictures, and its number of classes; 0 for a network without labels. A point is one pixel. */
export const NETWORK_SHAPES: Record<TrainableName, { readonly size: number; readonly classes: number }> = {
  tiny: { size: 14, classes: 10 },
  small: { size: 28, classes: 10 },
  seed: { size: 28, classes: 0 },
  shipped: { size: 28, classes: 10 },
  plane: { size: 1, classes: 0 },
};

/** Most updates of a training. */
export const MOST_UPDATES = 100_000;

/** The settings that depend on the network. */
type Preset = Pick<TrainConfig, 'output' | 'weighting' | 'batch' | 'learningRate'>;
const ROBUST = { output: 'v', weighting: 'v', batch: 128 } as const;

/** Default settings of each network; those of `seed` are the ones that it is published with. */
export const PRESETS: Record<TrainableName, Preset> = {
  tiny: { ...ROBUST, learningRate: 0.005 },
  small: { ...ROBUST, learningRate: 0.004 },
  shipped: { ...ROBUST, learningRate: 0.004 },
  seed: { output: 'epsilon', weighting: 'epsilon', batch: 32, learningRate: 0.0002 },
  plane: { output: 'epsilon', weighting: 'epsilon', batch: 256, learningRate: 0.004 },
};

/** All settings of a training: the same settings give the same weights after n updates on the same backend. */
export interface TrainConfig {
  readonly network: TrainableName;
  /** Whole number, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** Pictures in one update. */
  readonly batch: number;
  readonly learningRate: number;
  /** What the network predicts. */
  readonly output: Exclude<Prediction, 'score'>;
  readonly weighting: Weighting;
  readonly schedule: ScheduleName;
  /** Largest decay of the exponential moving average of the weights, in [0, 1). */
  readonly average: number;
  /** How many of MNIST's first training digits; 0 for `plane`. */
  readonly digits: number;
  /** The only class that is learned, 0..9; 10 for all classes; 11 + c for all but class c. */
  readonly label: number;
  /** The distribution that `plane` learns, in the page's own words: nothing is computed from it. */
  readonly law?: string;
}

/** A training between two updates: together with its settings, all that is needed to go on. */
export interface TrainState {
  /** Updates done; random draws follow from the seed and this number. */
  readonly update: number;
  /** Parameters, their average, Adam's moments and the statistics of batch normalisation; model/train/sections.ts. */
  readonly numbers: Float32Array;
}

export interface TrainRequest {
  readonly config: TrainConfig;
  /** The state to go on from; random weights unless given. */
  readonly from?: TrainState;
  /** Number of the last update. For `plane` the learning rate falls to 0 until then, so it takes part in every update. */
  readonly goal: number;
  /** How many test digits the averaged weights are measured on at the goal. */
  readonly heldOut: number;
  /** Forces one backend; unless given, the best one that passes its start-up test is taken. */
  readonly backend?: BackendName;
  /** Backends that are not taken, because they failed on this machine before. */
  readonly without?: readonly BackendName[];
  /** Absolute URL that the digits are relative to: the address of the page. */
  readonly baseUrl: string;
  /** What `plane` learns from, and what it is measured on: [N, 2] flat. */
  readonly points?: { readonly train: Float32Array; readonly heldOut: Float32Array };
}

/** Samples of the averaged weights from the same noise after some updates: a row of the training film. */
export interface Milestone {
  readonly update: number;
  /** Mean of |epsilon - epsilonHat|^2 of the averaged weights on some held-out digits, as a mean over all t. */
  readonly heldOutLoss: number;
  /** t of each frame, descending from T to 0. */
  readonly times: Int32Array;
  /** [frames, 10, size, size] flat: x_t of one sample of each class; the digits at t = 0. Of points [frames, 1000, 2]. */
  readonly xt: Float32Array;
}

export type TrainEvent =
  | DownloadEvent
  /** This backend cannot train the network. Another one starts, whose notes say why. */
  | { readonly kind: 'refused'; readonly backend: BackendName }
  | { readonly kind: 'started'; readonly capability: Capability }
  | {
      readonly kind: 'losses';
      /** Number of the first of these updates, counted from 1; the arrays have one entry an update. */
      readonly first: number;
      /** Mean of |epsilon - epsilonHat|^2 over pictures and pixels before the update, whatever the network predicts. */
      readonly epsilon: Float32Array;
      /** The loss that is minimised: the same with the weight of each picture. */
      readonly trained: Float32Array;
      readonly learningRate: Float32Array;
      /** [n, BANDS] flat: `epsilon` by noise level (diffusion/training/lossSeries); NaN if no picture has such a t. */
      readonly bands: Float32Array;
    }
  | {
      readonly kind: 'progress';
      readonly update: number;
      readonly goal: number;
      /** Measured over the time spent in updates. */
      readonly updatesPerSecond: number;
      /** Until the goal, milestones included. */
      readonly secondsLeft: number;
      /** Spent in the updates of this job, without milestones and without time in which the computer or the tab slept. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'milestone';
      readonly milestone: Milestone;
      /** The averaged weights that drew it, as `numbers` of a LoadRequest. */
      readonly averaged: Float32Array;
    }
  /** A copy to go on from if the worker should end. */
  | { readonly kind: 'mirror'; readonly state: TrainState };

export interface TrainResult {
  readonly state: TrainState;
  /** As in a milestone, on `heldOut` digits; undefined if the training was stopped before its goal. */
  readonly heldOutLoss?: number;
  /** Spent in the updates of this job. */
  readonly seconds: number;
  readonly backend: BackendName;
}

export interface ExportRequest {
  readonly config: TrainConfig;
  readonly state: TrainState;
  readonly heldOutLoss?: number;
  /** Name of the run. */
  readonly name: string;
}

export interface ImportedWeights {
  readonly config: TrainConfig;
  readonly state: TrainState;
  readonly name: string;
  /** Of the averaged weights on test digits, if the file says so. */
  readonly heldOutLoss?: number;
}
