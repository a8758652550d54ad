import type { TrainEvent } from '../protocol/train';

const REPORT_EVERY_MS = 250;

/** Losses that have not been reported, and the clock that says when they are. */
export class LossLog {
  private readonly started = performance.now();
  private lastReport = this.started;
  private reported = 0;
  private entries: (readonly [epsilon: number, trained: number, learningRate: number])[] = [];

  /** @param updates updates of the training */
  constructor(private readonly updates: number) {}

  /** Notes one update's losses. */
  add(epsilon: number, trained: number, learningRate: number): void {
    this.entries.push([epsilon, trained, learningRate]);
  }

  /** Whether the last report is long ago, or `update` is the last. */
  due(update: number): boolean {
    return update === this.updates || performance.now() - this.lastReport >= REPORT_EVERY_MS;
  }

  /** The losses since the last report, and the progress. */
  *take(): Generator<TrainEvent, void, void> {
    const [epsilon, trained, learningRate] = [0, 1, 2].map((column) =>
      Float32Array.from(this.entries, (entry) => entry[column]),
    );
    const first = this.reported + 1;
    this.reported += this.entries.length;
    this.entries = [];
    this.lastReport = performance.now();
    const updatesPerSecond = this.reported / this.seconds();
    yield { kind: 'losses', first, epsilon, trained, learningRate };
    yield {
      kind: 'progress',
      update: this.reported,
      updates: this.updates,
      updatesPerSecond,
      secondsLeft: (this.updates - this.reported) / updatesPerSecond,
    };
  }

  /** Seconds since the start. */
  seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}
