import type { PlanStats } from '../../protocol/stats';

/** Some states of the samples of a batch, one array a state, [n, size, size] flat. */
export interface KeptStates {
  readonly xt: readonly Float32Array[];
  /** The network's x0Hat of the same states, clipped to [-1, 1]. */
  readonly x0Hat: readonly Float32Array[];
}

/** All that the rest of a run depends on. */
export interface RunState {
  /** x_t, [n, size, size] flat. */
  readonly xt: Float32Array;
  /** The clipped x0Hat of the step before; undefined if there was none. */
  readonly before: Float32Array | undefined;
}

/** Some samples of a request on their way from x_T to x_0. They are evaluated at once; x_t stays on the backend. */
export interface SampleBatch {
  /** Takes operation i of the plan, at once or before the next read. */
  step(i: number): void;
  /** Reads the states that were kept since the last call. @throws EngineFailure 'not-finite'; the signal's reason */
  readKept(signal: AbortSignal): Promise<KeptStates>;
  /** Reads x_t, [n, size, size] flat. @throws EngineFailure 'not-finite'; the signal's reason */
  readState(signal: AbortSignal): Promise<Float32Array>;
  /** What the run has asked of the device, once it is over; undefined if that is not counted. */
  stats?(signal: AbortSignal): Promise<PlanStats | undefined>;
  dispose(): void;
}
