/** What a run's own plan on a GPU has asked of the device. */
export interface PlanStats {
  /** Of the whole run. */
  readonly dispatches: number;
  readonly submits: number;
  /** Of the run's buffers and the network's, on the device. */
  readonly bytes: number;
  /** Floating-point operations of a step, guidance included. */
  readonly flops: number;
  /** Milliseconds of every dispatch of a step, in order; empty where the adapter has no timestamps. */
  readonly kernels: readonly { readonly id: string; readonly ms: number }[];
}

/** What a run was. */
export interface SampleStats {
  /** Operations that were taken, and samples that took each. */
  readonly steps: number;
  readonly samples: number;
  /** Of each part of the samples that is evaluated at once; none where tfjs's operations computed. */
  readonly plans: readonly PlanStats[];
}
