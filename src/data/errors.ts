/** Everything that can be wrong with a pack or with a picture that somebody offers. */
export type DataErrorCode =
  | 'unreachable' // no answer from the server
  | 'missing' // an answer, but no pack
  | 'truncated' // the file ends too early
  | 'wrong-pack' // a whole file, but not this pack
  | 'unreadable' // not a file, or one that may not be read
  | 'empty-file'
  | 'not-an-image'
  | 'svg'
  | 'too-many-bytes'
  | 'too-many-pixels'
  | 'undecodable' // an image by its header, but not in the rest
  | 'blank';

/** An error to be shown: `message` is the fact, one sentence, and `remedy` what the reader can do about it, another. */
export class DataError extends Error {
  override readonly name = 'DataError';

  constructor(
    readonly code: DataErrorCode,
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
