import { PROBLEMS } from './texts';

/** What can go wrong with the storage of runs. */
export type RunStoreErrorCode =
  | 'quota' // no room left
  | 'closed' // the browser ended the connection while it was in use, and did so again each time it was opened anew
  | 'blocked' // another page keeps the database from being opened; what is asked for waits
  | 'mismatch' // what is read is not what was written
  | 'unavailable'; // the browser stores nothing here, or failed otherwise

/** An error to be shown: `message` is the fact, one sentence, and `remedy` what the reader can do about it, another. */
export class RunStoreError extends Error {
  override readonly name = 'RunStoreError';

  constructor(
    readonly code: RunStoreErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Any caught value as a RunStoreError, by the names that the IndexedDB standard gives its exceptions. */
export function toRunStoreError(caught: unknown): RunStoreError {
  if (caught instanceof RunStoreError) return caught;
  const { name, message } = caught instanceof Error ? caught : { name: '', message: String(caught) };
  if (name === 'QuotaExceededError') return new RunStoreError('quota', ...PROBLEMS.quota, { cause: caught });
  // The last is how Chromium says it while it deletes the database, and WebKit when its storage process has crashed.
  if (
    name === 'InvalidStateError' ||
    name === 'AbortError' ||
    (name === 'UnknownError' && /\bconnection\b/i.test(message))
  )
    return new RunStoreError('closed', ...PROBLEMS.closed, { cause: caught });
  const [fact, remedy] = PROBLEMS.unavailable(message.replace(/\.$/, ''));
  return new RunStoreError('unavailable', fact, name === 'VersionError' ? PROBLEMS.newerVersion : remedy, {
    cause: caught,
  });
}

/** What went wrong with the storage of runs and what can be done about it, in two sentences. */
export function runFailureText(caught: unknown): string {
  const { message, remedy } = toRunStoreError(caught);
  return `${message} ${remedy}`;
}

/** The error where what was read back is not what was written. */
export function notWhatWasSaved(): RunStoreError {
  return new RunStoreError('mismatch', ...PROBLEMS.notWhatWasSaved);
}

/** The error while another page keeps the storage from being opened. */
export const blockedByAnotherPage = (): RunStoreError => new RunStoreError('blocked', ...PROBLEMS.blocked);
