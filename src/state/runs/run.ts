import type { BackendName } from '../../engine/protocol/jobs';
import type { Milestone, TrainConfig, TrainState } from '../../engine/protocol/train';

/** What the list of runs says about one. */
export interface RunInfo {
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly config: TrainConfig;
  /** Number of the update that is to be the last. */
  readonly goal: number;
  /** Updates done at the last save. */
  readonly update: number;
  /** Seconds spent in updates. */
  readonly seconds: number;
  readonly backend: BackendName;
  /** Whether it was in training at the last save. It still says so where the page ended before the training did. */
  readonly inTraining?: boolean;
  /** Time of the last save, milliseconds since 1970. */
  readonly saved: number;
}

/** What a save says of its run; the rest follows from the checkpoint and the clock. */
export type RunDraft = Omit<RunInfo, 'update' | 'saved'>;

/** Losses so far, one entry an update, as in TrainEvent 'losses'. */
export interface Curves {
  readonly epsilon: Float32Array;
  readonly trained: Float32Array;
  readonly learningRate: Float32Array;
  /** [updates, BANDS] flat. */
  readonly bands: Float32Array;
  readonly heldOut: readonly { readonly update: number; readonly loss: number }[];
}

/** All that going on with a run needs. */
export interface Checkpoint {
  readonly state: TrainState;
  readonly curves: Curves;
}

/** A run's averaged weights after some updates. */
export interface RunWeights {
  readonly update: number;
  readonly numbers: Float32Array;
}

/** A run as it is loaded. */
export interface LoadedRun {
  /** As of this checkpoint, which may be an earlier one than the list shows. */
  readonly info: RunInfo;
  readonly checkpoint: Checkpoint;
  /** In the order of updates, with those that were reached after the checkpoint. */
  readonly milestones: readonly Milestone[];
  /** Whether the newest checkpoint or a milestone could not be read whole, so that this is less than was saved. */
  readonly damaged: boolean;
}

/** A copy that shares no memory: a view gets a buffer of its own size, since a stored view takes its whole buffer along. */
export function copyCheckpoint({ state, curves }: Checkpoint): Checkpoint {
  return {
    state: { update: state.update, numbers: state.numbers.slice() },
    curves: {
      epsilon: curves.epsilon.slice(),
      trained: curves.trained.slice(),
      learningRate: curves.learningRate.slice(),
      bands: curves.bands.slice(),
      heldOut: curves.heldOut.map(({ update, loss }) => ({ update, loss })),
    },
  };
}

/** A copy that shares no memory. */
export function copyMilestone({ update, heldOutLoss, times, xt }: Milestone): Milestone {
  return { update, heldOutLoss, times: times.slice(), xt: xt.slice() };
}
