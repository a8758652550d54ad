import { PROBLEMS } from './texts';

/** The kinds of failure of the engine; a view chooses the remedy by the code. */
const CODES = [
  'cancelled',
  'no-backend',
  'weights-corrupt',
  'weights-missing',
  'device-lost',
  'out-of-memory',
  'not-finite',
  'bad-request',
  'worker-crashed',
  'internal',
] as const;

export type EngineErrorCode = (typeof CODES)[number];

/** A failure as plain data, as it crosses the port. `message` states the fact, `remedy` says what to do. */
export interface EngineError {
  readonly code: EngineErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** The same failure as an Error to throw. */
export class EngineFailure extends Error implements EngineError {
  override readonly name = 'EngineFailure';

  /**
   * @param message the fact, as a sentence
   * @param remedy what the user can do, as a sentence
   */
  constructor(
    readonly code: EngineErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/**
 * Whether `value` has the shape of an EngineError: plain data from the port, an EngineFailure, or a ModelError, which has the same
 * three fields.
 */
export function isEngineError(value: unknown): value is EngineError {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, remedy } = value as Partial<Record<keyof EngineError, unknown>>;
  return (
    (CODES as readonly unknown[]).includes(code) && typeof message === 'string' && typeof remedy === 'string'
  );
}

/** Any caught value as a plain EngineError; anything unforeseen becomes 'internal'. */
export function toEngineError(caught: unknown): EngineError {
  if (isEngineError(caught)) return { code: caught.code, message: caught.message, remedy: caught.remedy };
  const message = caught instanceof Error ? caught.message : String(caught);
  const [fact, remedy] = PROBLEMS.unforeseen(message);
  return { code: 'internal', message: fact, remedy };
}

/** The failure of a job that was cancelled. */
export function cancelled(): EngineFailure {
  return new EngineFailure('cancelled', ...PROBLEMS.cancelled);
}
