import type { Schedule } from '../../diffusion/schedule';
import type { Parameter } from '../weights';
import type { Draw } from './batch';

/** How a training begins or goes on. */
export interface TrainerOptions {
  /** The network's. */
  readonly schedule: Schedule;
  /** Pictures in an update. */
  readonly batch: number;
  /** The state to continue from, as `numbers()` returns it; `beginning` makes that of an untrained network. */
  readonly numbers: Float32Array;
  /** Updates so far. */
  readonly update: number;
  /** The largest decay of the average. */
  readonly longestAverage: number;
}

/** One update of a network. */
export interface Update {
  readonly draw: Draw;
  /** The weight of each picture's squared error. */
  readonly weights: Float64Array;
  readonly learningRate: number;
}

/** A network in training: its parameters, their average, and the optimiser's moments; the state is in the order of sections.ts. */
export interface NetworkTrainer {
  /** How many updates should be asked for at once, at least 1. */
  readonly atOnce: number;
  /**
   * Updates by the gradients of the weighted means of their pictures' squared errors, one after the other. Further calls need not
   * wait for the result.
   * @returns for each update the squared errors of the network's output before it, [N]
   */
  update(updates: readonly Update[]): Promise<Float32Array[]>;
  /**
   * Adds a batch to the statistics of the batch normalisations with the averaged parameters, for which the running ones are not
   * quite right (Izmailov et al. 2018, section 3.2). Until the next update, `measure` and `numbers` use the mean over all batches
   * since the last update. Does nothing for a network without batch normalisation.
   */
  calibrate(draw: Draw): void;
  /** The squared errors of the output with the averaged parameters, [N]. */
  measure(draw: Draw): Promise<Float32Array>;
  /** A copy of the averaged parameters with the batch normalisations folded in, as a denoiser needs them. */
  averagedWeights(): Promise<Map<string, Parameter>>;
  /** Where one of these is on the GPU until the next update; undefined if it is not there. */
  averagedBuffer?(name: string): GPUBufferBinding | undefined;
  /** A copy of everything that continuing needs, in the order of a stored state. */
  numbers(): Promise<Float32Array<ArrayBuffer>>;
  /** Frees everything on the backend. */
  dispose(): void;
}
