import type { LossSnapshot } from '../../diffusion/training/lossSeries';
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
  /** What it was last trained on; null if it came from a file and has not gone on since. */
  readonly backend: BackendName | null;
  /** Whether it was in training at the last save. It still says so where the page ended before the training did. */
  readonly inTraining?: boolean;
  /** Time of the last save, milliseconds since 1970. */
  readonly saved: number;
}

/** What a save says of its run; the rest follows from the checkpoint and the clock. */
export type RunDraft = Omit<RunInfo, 'update' | 'saved'>;

/** All that going on with a run needs. */
export interface Checkpoint {
  readonly state: TrainState;
  readonly curves: LossSnapshot;
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
