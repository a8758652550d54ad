import type { Prediction } from '../../diffusion/parameterization';
import type { ScheduleName } from '../../diffusion/schedule';
import type { Weighting } from '../../diffusion/weighting';
import type { BackendName, Capability } from './capability';

/** Networks that learn in the tab. */
export const TRAINABLE_NAMES = ['tiny', 'small', 'seed', 'shipped'] as const;

export type TrainableName = (typeof TRAINABLE_NAMES)[number];

/** Height and width of each network's pictures, and the classes that it tells apart; 0 where it knows none. */
export const NETWORK_SHAPES: Record<TrainableName, { readonly size: number; readonly classes: number }> = {
  tiny: { size: 14, classes: 10 },
  small: { size: 28, classes: 10 },
  seed: { size: 28, classes: 0 },
  shipped: { size: 28, classes: 10 },
};

/** Updates of a training. */
export const MOST_UPDATES = 100_000;

/** The settings that go with a network. */
type Preset = Pick<TrainConfig, 'output' | 'weighting' | 'batch' | 'learningRate'>;
const ROBUST = { output: 'v', weighting: 'v', batch: 128 } as const;

/** What each network is trained with unless something else is chosen; the text's U-Net as the text has it. */
export const PRESETS: Record<TrainableName, Preset> = {
  tiny: { ...ROBUST, learningRate: 0.005 },
  small: { ...ROBUST, learningRate: 0.004 },
  shipped: { ...ROBUST, learningRate: 0.004 },
  seed: { output: 'epsilon', weighting: 'epsilon', batch: 32, learningRate: 0.0002 },
};

/** Everything that decides a curve: the same settings give the same weights after n updates on the same backend. */
export interface TrainConfig {
  readonly network: TrainableName;
  /** Whole number, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** Pictures in one update. */
  readonly batch: number;
  readonly learningRate: number;
  /** What the network's raw output is to be. */
  readonly output: Exclude<Prediction, 'score'>;
  readonly weighting: Weighting;
  readonly schedule: ScheduleName;
  /** Longest decay of the exponential moving average of the weights, 0 .. below 1. */
  readonly average: number;
  /** How many of MNIST's training digits, from the first on. */
  readonly digits: number;
  /** The one class that is learned, 0..9, or 10 for all, or 11 + c for all but class c. */
  readonly label: number;
}

/** A training as it stands between two updates: with the settings, all that going on needs. */
export interface TrainState {
  /** Updates done; what is drawn at random follows from the seed and this. */
  readonly update: number;
  /** Parameters, their average, Adam's moments, and what batch normalisations have counted; model/train/sections.ts. */
  readonly numbers: Float32Array;
}

export interface TrainRequest {
  readonly config: TrainConfig;
  /** Where to go on; from random weights unless given. */
  readonly from?: TrainState;
  /** Number of the update that is the last. */
  readonly goal: number;
  /** Test digits that the averaged weights are measured on at the goal. */
  readonly heldOut: number;
  /** Forces one backend; unless given the best one that proves itself is taken. */
  readonly backend?: BackendName;
  /** Backends that are not taken, because they failed here before. */
  readonly without?: readonly BackendName[];
  /** Absolute URL that the digits are relative to, the page's own address. */
  readonly baseUrl: string;
}

/** Equal parts of 1..T in which losses are told apart, the least noise first. */
export const BANDS = 10;

/** What the averaged weights make of the same noise after some updates: a row of the training film. */
export interface Milestone {
  readonly update: number;
  /** Mean of |epsilon - epsilonHat|^2 of the averaged weights on some held-out digits, t spread evenly. */
  readonly heldOutLoss: number;
  /** t of each frame, descending from T to 0. */
  readonly times: Int32Array;
  /** [frames, 10, size, size] flat: x_t of one sample of each class; at t = 0 the digits. */
  readonly xt: Float32Array;
}

export type TrainEvent =
  | { readonly kind: 'download'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'started'; readonly capability: Capability }
  | {
      readonly kind: 'losses';
      /** Number of the first update here, counted from 1; one entry an update. */
      readonly first: number;
      /** Mean of |epsilon - epsilonHat|^2 over pictures and pixels, before the update, whatever is trained. */
      readonly epsilon: Float32Array;
      /** What is minimised: the same with each picture's weight. */
      readonly trained: Float32Array;
      readonly learningRate: Float32Array;
      /** [n, BANDS] flat: the first of these by noise level; NaN where no picture's t fell. */
      readonly bands: Float32Array;
    }
  | {
      readonly kind: 'progress';
      readonly update: number;
      readonly goal: number;
      /** Of the time spent in updates. */
      readonly updatesPerSecond: number;
      /** To the goal, looks on the way included. */
      readonly secondsLeft: number;
      /** Spent in this job's updates, without looks; time in which the computer or the tab slept is not among them. */
      readonly seconds: number;
    }
  | {
      readonly kind: 'milestone';
      readonly milestone: Milestone;
      /** The averaged weights that drew it: a LoadRequest's numbers. */
      readonly averaged: Float32Array;
    }
  /** A copy to go on from, should the worker end. */
  | { readonly kind: 'mirror'; readonly state: TrainState };

export interface TrainResult {
  readonly state: TrainState;
  /** As a milestone's, on the request's number of digits; undefined where the training was stopped before its goal. */
  readonly heldOutLoss?: number;
  /** Seconds spent in this job's updates. */
  readonly seconds: number;
  readonly backend: BackendName;
}

export interface ExportRequest {
  readonly config: TrainConfig;
  readonly state: TrainState;
  readonly heldOutLoss?: number;
  /** The run's name. */
  readonly name: string;
}

export interface ImportedWeights {
  readonly config: TrainConfig;
  readonly state: TrainState;
  readonly name: string;
  /** Of the averaged weights on test digits, where the file tells it. */
  readonly heldOutLoss?: number;
}
