export type ModelErrorCode = 'no-backend' | 'weights-corrupt' | 'weights-missing';

/** A failure in the model layer. It has the same fields as the engine's EngineError, so it can cross the port as one. */
export class ModelError extends Error {
  override readonly name = 'ModelError';

  /**
   * @param code kind of failure
   * @param message the fact, as a sentence
   * @param remedy what the reader can do, as a sentence
   */
  constructor(
    readonly code: ModelErrorCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}
