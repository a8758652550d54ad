/** What a compiled network has asked of the device in a run. */
export interface PlanStats {
  /** Commands of the whole run. */
  readonly dispatches: number;
  readonly submits: number;
  /** Device memory of the run and of the network. */
  readonly bytes: number;
  /** Floating-point operations of one step, guidance included. */
  readonly flops: number;
  /** Duration of every dispatch of a step, in order; empty if the adapter has no timestamps. */
  readonly kernels: readonly { readonly id: string; readonly ms: number }[];
}

/** The cost of a run. */
export interface SampleStats {
  /** Operations of the run, and samples that took each of them. */
  readonly steps: number;
  readonly samples: number;
  /** One a batch of samples; none where tfjs's operations computed. */
  readonly plans: readonly PlanStats[];
}
