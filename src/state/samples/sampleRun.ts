import type { SampleEvent } from '../../engine/protocol/jobs';

/** One run of the network: N samples with all their states that have come back so far. */
export class SampleRun {
  /** t of every state, descending; the first `filled` are there. */
  readonly times: Int32Array;
  readonly xt: Float32Array;
  readonly x0Hat: Float32Array;
  filled = 0;
  /** Whether the engine has said that this was all. */
  complete = false;

  /**
   * @param name cache key: equal names mean equal pictures
   * @param steps kept steps, so there are steps + 1 states
   * @param count samples in a state
   * @param size pixels of a sample
   */
  constructor(
    readonly name: string,
    readonly steps: number,
    readonly count: number,
    readonly size: number,
  ) {
    this.times = new Int32Array(steps + 1);
    this.xt = new Float32Array((steps + 1) * count * size);
    this.x0Hat = new Float32Array(this.xt.length);
  }

  /** Whether every state is there, x_0 too; the engine may still have to say so. */
  get isFull(): boolean {
    return this.filled > this.steps;
  }

  get bytes(): number {
    return this.xt.byteLength + this.x0Hat.byteLength;
  }

  append(event: Extract<SampleEvent, { kind: 'frames' }>): void {
    const stride = this.count * this.size;
    this.times.set(event.times, event.index);
    this.xt.set(event.xt, event.index * stride);
    this.x0Hat.set(event.x0Hat, event.index * stride);
    this.filled = event.index + event.times.length;
  }

  /** Index of the state whose t is nearest; of two, the one with less noise. -1 while there is none. */
  indexOf(t: number): number {
    let best = this.filled - 1;
    for (let i = this.filled - 2; i >= 0; i--) {
      if (Math.abs(this.times[i] - t) >= Math.abs(this.times[best] - t)) break;
      best = i;
    }
    return best;
  }

  private view(block: Float32Array, index: number, sample: number): Float32Array {
    const at = (index * this.count + sample) * this.size;
    return block.subarray(at, at + this.size);
  }

  /** x_t of a sample at state `index`: a view, not a copy. */
  frame(index: number, sample: number): Float32Array {
    return this.view(this.xt, index, sample);
  }

  /** The network's x0Hat at that state. */
  x0HatFrame(index: number, sample: number): Float32Array {
    return this.view(this.x0Hat, index, sample);
  }
}

/** The runs that were used last, by name, within a budget of bytes: Back and Undo compute nothing again. */
export class SampleRunCache {
  private readonly runs = new Map<string, SampleRun>();

  constructor(private readonly budget: number) {}

  get(name: string): SampleRun | undefined {
    const run = this.runs.get(name);
    if (run) this.put(run);
    return run;
  }

  put(run: SampleRun): void {
    this.runs.delete(run.name);
    this.runs.set(run.name, run);
    let bytes = [...this.runs.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    for (const [name, old] of this.runs) {
      if (bytes <= this.budget || old === run) break;
      this.runs.delete(name);
      bytes -= old.bytes;
    }
  }
}
