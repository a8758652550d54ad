import { EngineFailure, isEngineError } from '../../protocol/errors';
import { PROBLEMS } from '../../protocol/texts';
import { orAbort } from './eventLoop';

/** How much later than a job's failure the loss of its device may be reported. */
const DEVICE_LOSS_DELAY_MS = 1000;

/** The failure of the jobs of a graphics device that was lost. @param fact a sentence */
export function deviceLost(fact: string): EngineFailure {
  return new EngineFailure('device-lost', ...PROBLEMS.deviceLost(fact));
}

/**
 * The error to throw for one that was caught in a job: if the backend has ended, the reason for that, because tfjs's own errors on a
 * lost device do not say it.
 * @param sessionEnd aborted with a reason when the backend ends
 * @param memoryRemedy what to do if there is not enough memory
 */
export async function explain(
  caught: unknown,
  sessionEnd: AbortSignal,
  memoryRemedy: string = PROBLEMS.fewerSamples,
): Promise<Error> {
  const error = caught instanceof Error ? caught : new Error(String(caught));
  if (isEngineError(error)) return error;
  const wait = new Promise<void>((resolve) => setTimeout(resolve, DEVICE_LOSS_DELAY_MS));
  await orAbort(wait, sessionEnd).catch(() => undefined);
  if (sessionEnd.aborted) return sessionEnd.reason as Error;
  if (/out of memory|\bOOM\b|memory access out of bounds|allocation failed|allocate/i.test(error.message)) {
    return new EngineFailure('out-of-memory', ...PROBLEMS.outOfMemory(error.message, memoryRemedy));
  }
  return error;
}

/** The failure of a training whose loss has become NaN or infinite. */
export function diverged(): EngineFailure {
  return new EngineFailure('not-finite', ...PROBLEMS.diverged);
}
