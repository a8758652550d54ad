import type { Threads } from '../cpu/threads';

/** How networks are computed where that is done by plans of our own on the CPU. */
export interface CpuPlans {
  /** The threads that share the work, besides the one that asks. */
  readonly threads: Threads | undefined;
  /** Starts tfjs's operations on WebAssembly, and fetches their file. */
  readonly startTfjs: () => Promise<void>;
}

// tfjs has one current backend; so there is one such state.
let plans: CpuPlans | undefined;
let started: Promise<void> | undefined;

/** Says how networks are computed from now on; without an argument by the current backend of tfjs. */
export function setCpuPlans(next?: CpuPlans): void {
  plans = next;
  started = undefined;
}

/** How networks are computed on the CPU; undefined if they are not. */
export const cpuPlans = (): CpuPlans | undefined => plans;

/** Resolves once tfjs's operations can compute on the backend that is open. Await it before the first of them. */
export function startTfjs(): Promise<void> {
  started ??= plans?.startTfjs() ?? Promise.resolve();
  started.catch(() => (started = undefined)); // The next one tries again.
  return started;
}
