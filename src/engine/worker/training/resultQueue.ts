/** Most results that are pending at once, and for how long, ms: a pause or a lost device is noticed that much later. */
const MAX_PENDING = { results: 3, ms: 100 };

/**
 * Results of updates that are being read back, in order. A GPU would idle during each read, so the next few updates are recorded before
 * the first one is read: as many as are computed within a moment.
 */
export class ResultQueue<Result> {
  private readonly pending: Promise<Result>[] = [];
  private settledAt = performance.now();
  private ahead = 0;

  /**
   * @param onGpu whether the device goes on computing while this thread waits; otherwise each result is read at once
   * @param onResult receives the results in order
   */
  constructor(
    private readonly onGpu: boolean,
    private readonly onResult: (result: Result) => void,
  ) {}

  /** Adds a result, and waits until few enough are pending. @throws the error of the oldest one */
  async add(result: Promise<Result>): Promise<void> {
    void result.catch(() => undefined); // It is awaited later, or never.
    this.pending.push(result);
    await this.settle(this.ahead);
  }

  /** Waits until at most so many are pending. @throws the error of the oldest of the others */
  async settle(count = 0): Promise<void> {
    while (this.pending.length > count) {
      this.onResult(await this.pending[0]);
      void this.pending.shift();
      const now = performance.now();
      if (this.onGpu)
        this.ahead = Math.min(MAX_PENDING.results, Math.floor(MAX_PENDING.ms / (now - this.settledAt)));
      this.settledAt = now;
    }
  }

  /** Waits for all pending results and ignores them. */
  async drop(): Promise<void> {
    await Promise.allSettled(this.pending);
  }
}
