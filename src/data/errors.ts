/** Everything that can be wrong with a pack or with an uploaded picture. */
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

/** An error to show: `message` is one sentence about what happened, `remedy` one about what the reader can do. */
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
