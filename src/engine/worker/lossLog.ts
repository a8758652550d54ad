import { milestonesBetween } from '../../diffusion/milestones';
import { BANDS, type TrainEvent } from '../protocol/train';
import { Stopwatch } from './stopwatch';

const REPORT_EVERY_MS = 200;
/** The rate that is told is that of about this long. */
const RATE_MS = 5000;

/** One update's losses, an entry a picture. */
export interface Losses {
  /** Mean |epsilon - epsilonHat|^2 over the pixels. */
  readonly errors: Float64Array;
  /** What each counts in what is trained. */
  readonly weights: Float64Array;
  /** The noise level of each, 0 .. BANDS - 1. */
  readonly bands: Uint8Array;
  readonly learningRate: number;
}

interface Entry {
  readonly epsilon: number;
  readonly trained: number;
  readonly learningRate: number;
  readonly bands: Float32Array;
}

/** Losses that have not been reported, and the clock that says when they are. */
export class LossLog {
  private readonly watch = new Stopwatch();
  private lastReport = performance.now();
  /** Milliseconds of the latest look. */
  private look = 0;
  private entries: Entry[] = [];
  private marks: { update: number; at: number }[];

  /**
   * @param reported updates done before
   * @param goal number of the last update
   */
  constructor(
    private reported: number,
    private readonly goal: number,
  ) {
    this.marks = [{ update: reported, at: 0 }];
  }

  /** Notes one update's losses. */
  add({ errors, weights, bands, learningRate }: Losses): void {
    this.watch.lap();
    const sums = new Float64Array(BANDS);
    const counts = new Float64Array(BANDS);
    errors.forEach((error, i) => {
      sums[bands[i]] += error;
      counts[bands[i]]++;
    });
    this.entries.push({
      epsilon: mean(errors),
      trained: mean(errors.map((error, i) => error * weights[i])),
      learningRate,
      bands: Float32Array.from(sums, (sum, band) => sum / counts[band]),
    });
  }

  /** Takes the time of a look, just past, out of that of the updates. */
  wasAway(ms: number): void {
    this.look = ms;
    this.watch.skip();
  }

  /** Whether the last report is long ago. */
  due(): boolean {
    return performance.now() - this.lastReport >= REPORT_EVERY_MS;
  }

  /** The losses since the last report, and the progress. */
  *take(): Generator<TrainEvent, void, void> {
    const { entries } = this;
    if (entries.length === 0) return;
    const bands = new Float32Array(entries.length * BANDS);
    entries.forEach((entry, i) => bands.set(entry.bands, i * BANDS));
    const column = (name: 'epsilon' | 'trained' | 'learningRate'): Float32Array =>
      Float32Array.from(entries, (entry) => entry[name]);
    const first = this.reported + 1;
    this.reported += entries.length;
    this.entries = [];
    this.lastReport = performance.now();
    yield {
      kind: 'losses',
      first,
      epsilon: column('epsilon'),
      trained: column('trained'),
      learningRate: column('learningRate'),
      bands,
    };
    const updatesPerSecond = this.rate();
    const looks = milestonesBetween(this.reported, this.goal);
    yield {
      kind: 'progress',
      update: this.reported,
      goal: this.goal,
      updatesPerSecond,
      secondsLeft: (this.goal - this.reported) / updatesPerSecond + (looks * this.look) / 1000,
      seconds: this.seconds(),
    };
  }

  /** Seconds spent in updates, without looks. */
  seconds(): number {
    return this.watch.ms / 1000;
  }

  private rate(): number {
    const at = this.watch.ms;
    this.marks.push({ update: this.reported, at });
    while (this.marks.length > 2 && at - this.marks[1].at >= RATE_MS) this.marks.shift();
    const [{ update, at: since }] = this.marks;
    return (1000 * (this.reported - update)) / (at - since);
  }
}

/** Arithmetic mean. */
export function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b) / values.length;
}
