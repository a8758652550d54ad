/** What an exercise asks of the page's engine, or of the command line's. */
export interface Measure {
  /** The pixels of a digit in [-1, 1], 784 of them. @param source `train.N` or `test.N` @throws if there is none */
  readonly digit: (source: string) => Promise<Float32Array>;
}
