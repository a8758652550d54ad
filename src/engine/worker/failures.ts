import { EngineFailure, isEngineError } from '../protocol/errors';
import { orAbort } from './eventLoop';

/** By how much the news of a lost device may come after the failure of what ran on it. */
const NEWS_MS = 1000;

/** The failure of jobs whose graphics device can compute no more. @param happened a sentence */
export function deviceLost(happened: string): EngineFailure {
  return new EngineFailure(
    'device-lost',
    happened,
    'Start the engine again; if the device stays away, another backend takes over.',
  );
}

/** The failure of jobs that run while the engine is prepared anew. */
export function restarted(): EngineFailure {
  return new EngineFailure('cancelled', 'The engine was started anew.', 'Start the job again.');
}

/**
 * What to throw for an error caught in a job: the reason why its backend ended, if it did, because tfjs's own
 * errors on a lost device say everything but that.
 * @param less what to do where the memory does not suffice
 */
export async function explain(
  caught: unknown,
  end: AbortSignal,
  less = 'Ask for fewer samples at once, or close other pages.',
): Promise<Error> {
  const error = caught instanceof Error ? caught : new Error(String(caught));
  if (isEngineError(error)) return error;
  const wait = new Promise<void>((resolve) => setTimeout(resolve, NEWS_MS));
  await orAbort(wait, end).catch(() => undefined);
  if (end.aborted) return end.reason as Error;
  if (/out of memory|\bOOM\b|memory access out of bounds|allocation failed|allocate/i.test(error.message)) {
    return new EngineFailure('out-of-memory', `The memory does not suffice: ${error.message}`, less);
  }
  return error;
}

/** The failure of a training whose numbers are none any more. */
export function diverged(): EngineFailure {
  return new EngineFailure(
    'not-finite',
    'The training diverged: its loss is not a number any more.',
    'Go on from the last good state with a lower learning rate.',
  );
}
