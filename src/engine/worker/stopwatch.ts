/** An update that takes longer than this, ms, and than so many others did, was not computed all that time. */
const LONG = { ms: 10_000, updates: 20 };

/**
 * Time spent in updates. Where the computer slept, or the browser froze a hidden tab, the clock went on and nothing was computed:
 * such an update counts like the others.
 */
export class Stopwatch {
  private before = performance.now();
  private counted = 0;
  private updates = 0;

  /** To be told after each update. */
  lap(): void {
    const now = performance.now();
    const ms = now - this.before;
    this.before = now;
    const usual = this.counted / this.updates;
    // The first one compiles, and there is nothing to hold it against.
    const slept = this.updates > 0 && ms > Math.max(LONG.ms, LONG.updates * usual);
    this.counted += slept ? usual : ms;
    this.updates++;
  }

  /** Leaves out what has passed since the last update: something else was computed. */
  skip(): void {
    this.before = performance.now();
  }

  /** Milliseconds since the start, those of the last update included. */
  get ms(): number {
    return this.counted;
  }
}
