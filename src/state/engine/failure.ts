import { DataError } from '../../data/errors';
import { type EngineError, toEngineError } from '../../engine/protocol/errors';

/** Any caught value as an EngineError: data that did not arrive says so in its own words, the engine has no part in it. */
export const toFailure = (caught: unknown): EngineError =>
  caught instanceof DataError
    ? { code: 'internal', message: caught.message, remedy: caught.remedy }
    : toEngineError(caught);

/** What went wrong and what can be done about it, in two sentences. */
export const failureText = (caught: unknown): string => {
  const { message, remedy } = toFailure(caught);
  return `${message} ${remedy}`;
};
