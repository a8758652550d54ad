/** What can go wrong with the storage of runs. */
export type RunStoreErrorCode =
  | 'quota' // no room left
  | 'closed' // the browser ended the connection while it was in use, and did so again each time it was opened anew
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
  if (name === 'QuotaExceededError')
    return new RunStoreError(
      'quota',
      'There is no room left for this run in the browser; what was saved before is still there.',
      'Remove runs that you no longer need, or free space on the disk, and save again.',
      { cause: caught },
    );
  // The last is how Chromium says it while it deletes the database, and WebKit when its storage process has crashed.
  if (
    name === 'InvalidStateError' ||
    name === 'AbortError' ||
    (name === 'UnknownError' && /\bconnection\b/i.test(message))
  )
    return new RunStoreError(
      'closed',
      'The browser closed the storage of runs while it was in use, as it does when the data of a site is cleared.',
      'Save again: the storage is opened anew.',
      { cause: caught },
    );
  return new RunStoreError(
    'unavailable',
    `The storage of runs does not work in this browser${message && ` (${message.replace(/\.$/, '')})`}.`,
    name === 'VersionError'
      ? 'Reload the page: a newer version of it has been used in another tab.'
      : 'Allow this site to store data, leave private browsing or restart the browser; until then export a run to keep it.',
    { cause: caught },
  );
}

/** What went wrong with the storage of runs and what can be done about it, in two sentences. */
export function runFailureText(caught: unknown): string {
  const { message, remedy } = toRunStoreError(caught);
  return `${message} ${remedy}`;
}

/** The error where what was read back is not what was written. */
export function notWhatWasSaved(): RunStoreError {
  return new RunStoreError(
    'mismatch',
    'What came back from the storage of runs is not what was saved; what was saved before is still there.',
    'Save again; if it happens again, export the run to a file, for this disk or browser profile is damaged.',
  );
}
