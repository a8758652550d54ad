/** How long a submit should keep the device, milliseconds: others who draw get their turn, and a cancel is heard. */
const MS_A_SUBMIT = 12;
/** Operations of a submit at most: encoding them takes the thread about 6 ms, and a quicker device would only idle longer before more. */
export const MOST_A_SUBMIT = 64;
/** After so many milliseconds of the device's time what was measured counts half. */
const HALF_LIFE_MS = 25;

/** Sets how many operations go into a submit, by how long those before have taken. */
export class Submits {
  /** Operations of the next submit, 1 .. 64. */
  size = 1;
  /** Milliseconds that an operation takes the device, > 0; Infinity while nobody knows. */
  msAnOperation = Infinity;
  /** Milliseconds and operations that were measured, the newest in full. */
  private ms = 0;
  private operations = 0;
  private heard = -Infinity;

  /**
   * To be told, in their order, when the device has done a submit. Several may be under way, and the thread may hear of several at
   * once, so sums are divided. The first submit waits for all that a run uploads: it counts until there is another.
   * @param operations of the submit, at least 1
   * @param submitted when it went to the device, and `now`, milliseconds of one clock
   */
  done(operations: number, submitted: number, now: number): void {
    const first = this.heard === -Infinity;
    const took = now - Math.max(submitted, this.heard);
    const kept = 0.5 ** (took / HALF_LIFE_MS);
    this.heard = now;
    this.ms = this.ms * kept + took;
    this.operations = this.operations * kept + operations;
    if (this.ms > 0) {
      this.msAnOperation = this.ms / this.operations;
      this.size = Math.max(1, Math.min(MOST_A_SUBMIT, Math.round(MS_A_SUBMIT / this.msAnOperation)));
    }
    if (first) this.ms = this.operations = 0;
  }
}
