import type { PlanStats } from '../protocol/stats';

/** States that a part of the samples has left, one array a state, [n, size, size] flat. */
export interface KeptStates {
  readonly xt: readonly Float32Array[];
  /** The network's x0Hat of the same states, clipped to [-1, 1]. */
  readonly x0Hat: readonly Float32Array[];
}

/** A part of a request's samples on its way, operation after operation; x_t stays on the backend. */
export interface SampleBatch {
  /** Takes the operation with this number: now, or before the next read. */
  step(at: number): void;
  /** Reads the states that were kept since the last time. @throws EngineFailure 'not-finite'; the signal's reason */
  readKept(signal: AbortSignal): Promise<KeptStates>;
  /** Reads x_t, [n, size, size] flat. @throws EngineFailure 'not-finite'; the signal's reason */
  readState(signal: AbortSignal): Promise<Float32Array>;
  /** What it asked of the device, at the end of the run; undefined where that is not counted. */
  stats?(signal: AbortSignal): Promise<PlanStats | undefined>;
  dispose(): void;
}
