/** How long a submit should occupy the device, milliseconds: short enough for other drawing and for a cancel. */
const MS_A_SUBMIT = 12;
/** Most operations of a submit: encoding them takes the thread about 6 ms, while a faster device would idle. */
export const MOST_A_SUBMIT = 64;
/** After so many milliseconds of the device's time a measurement counts half. */
const HALF_LIFE_MS = 25;

/** Chooses how many operations go into a submit, by how long the earlier ones took. */
export class Submits {
  /** Operations of the next submit, 1 .. 64. */
  size = 1;
  /** Milliseconds that an operation takes the device, > 0; Infinity before the first measurement. */
  msAnOperation = Infinity;
  /** Decaying sums of measured milliseconds and operations. */
  private ms = 0;
  private operations = 0;
  private lastReport = -Infinity;

  /**
   * Records that the device has finished a submit; to be called in the order of the submits. Several may be pending, and the
   * thread may learn of several at once, so sums are divided. The first submit waits for all uploads of a run: it counts
   * only until there is another.
   * @param operations number of operations, at least 1
   * @param submitted when it was submitted, milliseconds on the clock of `now`
   */
  done(operations: number, submitted: number, now: number): void {
    const first = this.lastReport === -Infinity;
    const took = now - Math.max(submitted, this.lastReport);
    const decay = 0.5 ** (took / HALF_LIFE_MS);
    this.lastReport = now;
    this.ms = this.ms * decay + took;
    this.operations = this.operations * decay + operations;
    if (this.ms > 0) {
      this.msAnOperation = this.ms / this.operations;
      this.size = Math.max(1, Math.min(MOST_A_SUBMIT, Math.round(MS_A_SUBMIT / this.msAnOperation)));
    }
    if (first) this.ms = this.operations = 0;
  }
}
