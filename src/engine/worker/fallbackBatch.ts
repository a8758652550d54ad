import { Refused } from '../../model/compiled/refused';
import type { PlanStats } from '../protocol/stats';
import { nextMacrotask } from './eventLoop';
import type { KeptStates, SampleBatch } from './sampleBatch';

/** A walker that can fail while the device goes on, and the state from which another takes its operations again. */
export interface RestartableBatch extends SampleBatch {
  /** x_t as it was read last, or as the run began. */
  readonly lastRead: Float32Array;
}

/**
 * Walks by the GPU's own plan; where the device refuses something of it, by tfjs's operations from the newest state that was read,
 * with the same noise. What waited to be read is computed again.
 */
export class FallbackBatch implements SampleBatch {
  private walker: SampleBatch;
  /** Operations since the last read. */
  private since: number[] = [];

  /**
   * @param plain what goes on from x_t
   * @param abandon is told why
   */
  constructor(
    private readonly first: RestartableBatch,
    private readonly plain: (xt: Float32Array) => SampleBatch,
    private readonly abandon: (reason: string) => void,
  ) {
    this.walker = first;
  }

  step(at: number): void {
    if (this.walker === this.first) this.since.push(at);
    this.walker.step(at);
  }

  readKept(signal: AbortSignal): Promise<KeptStates> {
    return this.read(() => this.walker.readKept(signal), signal);
  }

  readState(signal: AbortSignal): Promise<Float32Array> {
    return this.read(() => this.walker.readState(signal), signal);
  }

  async stats(signal: AbortSignal): Promise<PlanStats | undefined> {
    return this.walker.stats?.(signal);
  }

  dispose(): void {
    this.walker.dispose();
  }

  private async read<Value>(ask: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    try {
      const value = await ask();
      this.since = [];
      return value;
    } catch (error) {
      if (!(error instanceof Refused) || this.walker !== this.first) throw error;
      if (!error.outOfMemory) this.abandon(error.message);
      this.first.dispose();
      this.walker = this.plain(this.first.lastRead);
      for (const at of this.since) {
        await nextMacrotask();
        signal.throwIfAborted();
        this.walker.step(at);
      }
      return ask();
    }
  }
}
