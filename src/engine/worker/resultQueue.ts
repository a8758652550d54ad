/** Results on their way at once, and for how long they may be, ms: so much later is a pause heard, or a loss seen. */
const MOST = { ahead: 3, ms: 100 };

/**
 * Results of updates that are being read, in their order. A GPU that waits for each reading stands still meanwhile; here
 * the next few updates are recorded before the first is read, as many as are computed within a moment.
 */
export class ResultQueue<Result> {
  private readonly pending: Promise<Result>[] = [];
  private settledAt = performance.now();
  private ahead = 0;

  /**
   * @param onGpu whether what is computed goes on while this thread waits; else each is read at once
   * @param onResult receives the results, in their order
   */
  constructor(
    private readonly onGpu: boolean,
    private readonly onResult: (result: Result) => void,
  ) {}

  /** Takes in one more, and waits until not too many are on their way. @throws what the oldest is rejected with */
  async add(result: Promise<Result>): Promise<void> {
    void result.catch(() => undefined); // It is awaited later, or never.
    this.pending.push(result);
    await this.settle(this.ahead);
  }

  /** Waits until at most so many are on their way. @throws what the oldest of the others is rejected with */
  async settle(most = 0): Promise<void> {
    while (this.pending.length > most) {
      this.onResult(await this.pending[0]);
      void this.pending.shift();
      const now = performance.now();
      if (this.onGpu) this.ahead = Math.min(MOST.ahead, Math.floor(MOST.ms / (now - this.settledAt)));
      this.settledAt = now;
    }
  }

  /** Waits for those on their way, whatever becomes of them. */
  async drop(): Promise<void> {
    await Promise.allSettled(this.pending);
  }
}
