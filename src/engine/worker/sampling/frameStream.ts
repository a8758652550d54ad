import type { SampleEvent } from '../../protocol/jobs';
import type { Pace } from '../loop/pace';
import type { SampleBatches } from './sampleBatches';

type FramesEvent = Extract<SampleEvent, { kind: 'frames' }>;

/** Streams the frames of a run in chunks, as often as its pace allows, and its progress. */
export class FrameStream {
  /** t of the frames that wait to be read. */
  private waiting: number[] = [];
  /** Frames that were read. */
  private count = 0;

  constructor(
    private readonly batches: Pick<SampleBatches, 'readKept' | 'readState'>,
    private readonly pace: Pace,
  ) {}

  /** Notes that the batches have kept their state at t. */
  keep(t: number): void {
    this.waiting.push(t);
  }

  /**
   * Reads and streams what waits, if a read is due after so many steps, and reports progress.
   * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
   */
  async *afterStep(step: number, signal: AbortSignal): AsyncGenerator<SampleEvent, void, void> {
    if (!this.pace.readDue(step)) {
      yield* this.pace.report(step);
      return;
    }
    if (this.waiting.length > 0) {
      const times = Int32Array.from(this.waiting);
      this.waiting = [];
      yield this.event(times, await this.batches.readKept(signal));
    } else if (step < this.pace.steps) {
      // Even without frames a read paces the backend, and shows whether its numbers are finite.
      await this.batches.readState(signal);
    }
    this.pace.wasRead(step);
    yield this.pace.progress(step);
  }

  /** The frame that ends the run: where the network is not asked, x0Hat is the state itself. */
  last(t: number, x0: Float32Array): FramesEvent {
    return this.event(Int32Array.of(t), { xt: x0.slice(), x0Hat: x0.slice() });
  }

  private event(times: Int32Array, { xt, x0Hat }: Pick<FramesEvent, 'xt' | 'x0Hat'>): FramesEvent {
    const index = this.count;
    this.count += times.length;
    return { kind: 'frames', index, times, xt, x0Hat };
  }
}
