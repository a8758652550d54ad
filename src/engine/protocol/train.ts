import type { Prediction } from '../../diffusion/parameterization';
import type { Weighting } from '../../diffusion/weighting';
import type { BackendName } from './jobs';

/** Digits to learn from or to measure on, in the network's own size. */
export interface TrainDigits {
  /** [N, size, size] flat bytes: 0 is paper, 255 ink. */
  readonly pixels: Uint8Array;
  /** N classes, 0..9. */
  readonly labels: Uint8Array;
}

/** Everything that decides a training from random weights. The same request gives the same weights on the same backend. */
export interface TrainRequest {
  readonly network: 'tiny';
  /** Whole number, 0 .. 2^53 - 1. */
  readonly seed: number;
  readonly updates: number;
  /** Pictures in one update. */
  readonly batch: number;
  readonly learningRate: number;
  /** What the network's raw output is to be. */
  readonly output: Exclude<Prediction, 'score'>;
  readonly weighting: Weighting;
  readonly digits: TrainDigits;
  /** Digits that the averaged weights are measured on when all updates are done. */
  readonly heldOut: TrainDigits;
}

export type TrainEvent =
  | {
      readonly kind: 'losses';
      /** Number of the first update here, counted from 1; one entry an update. */
      readonly first: number;
      /** Mean of |epsilon - epsilonHat|^2 over pictures and pixels, before the update, whatever is trained. */
      readonly epsilon: Float32Array;
      /** What is minimised: the same with each picture's weight. */
      readonly trained: Float32Array;
      readonly learningRate: Float32Array;
    }
  | {
      readonly kind: 'progress';
      readonly update: number;
      readonly updates: number;
      readonly updatesPerSecond: number;
      readonly secondsLeft: number;
    };

export interface TrainResult {
  /** The exponential moving average of the weights, a safetensors file with the request in its metadata. */
  readonly weights: Uint8Array<ArrayBuffer>;
  /** Mean of |epsilon - epsilonHat|^2 of the averaged weights on the held-out digits, t spread evenly. */
  readonly heldOutLoss: number;
  readonly seconds: number;
  readonly backend: BackendName;
}
