/**
 * tfjs's operations on WebAssembly, where networks are computed by plans of our own: they are started, and their file is fetched, only
 * when something else is to be computed. tfjs has one current backend; so there is one such state.
 */
let postponed: (() => Promise<void>) | undefined;
let started: Promise<void> | undefined;

/** Says who computes networks from now on. @param start starts tfjs's operations; without it they have been started */
export function postponeTfjs(start?: () => Promise<void>): void {
  postponed = start;
  started = undefined;
}

/** Whether networks are computed by plans on the CPU. */
export const usesCpuPlans = (): boolean => postponed !== undefined;

/** Resolves once tfjs's operations can compute on the backend that is open. Await it before the first of them. */
export function startTfjs(): Promise<void> {
  started ??= postponed?.() ?? Promise.resolve();
  started.catch(() => (started = undefined)); // The next one tries again.
  return started;
}
