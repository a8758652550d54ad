import { Refused } from '../../../model/compiled/refused';
import type { PlanStats } from '../../protocol/stats';
import { nextMacrotask } from '../loop/eventLoop';
import type { KeptStates, RunState, SampleBatch } from './sampleBatch';

/** A batch that the device may refuse to go on with, and the state from which another batch can. */
export interface RestartableBatch<State = RunState> extends SampleBatch {
  /** The state as it was last read, or where the run starts. */
  readonly lastRead: State;
}

/**
 * A compiled batch as long as the device takes its commands, then one of tfjs's operations. That one goes on from the state that was
 * last read and takes the steps since then again, with the same noise.
 */
export class FallbackBatch<State = RunState> implements SampleBatch {
  private current: SampleBatch;
  /** Steps of the compiled batch since the last read. */
  private unread: number[] = [];

  /**
   * @param makeFallback makes the batch that goes on from a state
   * @param abandon is told why the compiled network is given up
   */
  constructor(
    private readonly compiled: RestartableBatch<State>,
    private readonly makeFallback: (state: State) => SampleBatch,
    private readonly abandon: (reason: string) => void,
  ) {
    this.current = compiled;
  }

  step(i: number): void {
    if (this.current === this.compiled) this.unread.push(i);
    this.current.step(i);
  }

  readKept(signal: AbortSignal): Promise<KeptStates> {
    return this.read(() => this.current.readKept(signal), signal);
  }

  readState(signal: AbortSignal): Promise<Float32Array> {
    return this.read(() => this.current.readState(signal), signal);
  }

  async stats(signal: AbortSignal): Promise<PlanStats | undefined> {
    return this.current.stats?.(signal);
  }

  dispose(): void {
    this.current.dispose();
  }

  private async read<Value>(readCurrent: () => Promise<Value>, signal: AbortSignal): Promise<Value> {
    try {
      const value = await readCurrent();
      this.unread = [];
      return value;
    } catch (error) {
      if (!(error instanceof Refused) || this.current !== this.compiled) throw error;
      if (!error.outOfMemory) this.abandon(error.message);
      this.compiled.dispose();
      this.current = this.makeFallback(this.compiled.lastRead);
      for (const i of this.unread) {
        await nextMacrotask(signal);
        this.current.step(i);
      }
      return readCurrent();
    }
  }
}
