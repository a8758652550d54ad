/** An update that takes longer than so many milliseconds, and than so many average updates, was interrupted. */
const INTERRUPTED = { ms: 10_000, updates: 20 };

/**
 * Time spent in updates. While the computer slept, or the browser froze a hidden tab, the clock went on though nothing was computed:
 * such an update counts as an average one.
 */
export class Stopwatch {
  private lastLap = performance.now();
  private counted = 0;
  private updates = 0;

  /** Counts the time since the last lap as one update. */
  lap(): void {
    const now = performance.now();
    const ms = now - this.lastLap;
    this.lastLap = now;
    const average = this.counted / this.updates;
    // The first one compiles, and there is none to compare it with.
    const isInterrupted = this.updates > 0 && ms > Math.max(INTERRUPTED.ms, INTERRUPTED.updates * average);
    this.counted += isInterrupted ? average : ms;
    this.updates++;
  }

  /** Leaves out the time since the last lap, which was spent on something else. */
  skip(): void {
    this.lastLap = performance.now();
  }

  /** Milliseconds counted so far. */
  get ms(): number {
    return this.counted;
  }
}
