import { EngineFailure, isEngineError } from '../../protocol/errors';
import { orAbort } from './eventLoop';

/** How much later than a job's failure the loss of its device may be reported. */
const DEVICE_LOSS_DELAY_MS = 1000;

/** The failure of the jobs of a graphics device that was lost. @param fact a sentence */
export function deviceLost(fact: string): EngineFailure {
  return new EngineFailure(
    'device-lost',
    fact,
    'Start the engine again; if the device stays away, another backend takes over.',
  );
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
  memoryRemedy = 'Ask for fewer samples at once, or close other pages.',
): Promise<Error> {
  const error = caught instanceof Error ? caught : new Error(String(caught));
  if (isEngineError(error)) return error;
  const wait = new Promise<void>((resolve) => setTimeout(resolve, DEVICE_LOSS_DELAY_MS));
  await orAbort(wait, sessionEnd).catch(() => undefined);
  if (sessionEnd.aborted) return sessionEnd.reason as Error;
  if (/out of memory|\bOOM\b|memory access out of bounds|allocation failed|allocate/i.test(error.message)) {
    const fact = `The memory does not suffice: ${error.message}`;
    return new EngineFailure('out-of-memory', fact, memoryRemedy);
  }
  return error;
}

/** The failure of a training whose loss has become NaN or infinite. */
export function diverged(): EngineFailure {
  return new EngineFailure(
    'not-finite',
    'The training diverged: its loss is not a number any more.',
    'Go on from the last good state with a lower learning rate.',
  );
}
