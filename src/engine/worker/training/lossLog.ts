import { BANDS } from '../../../diffusion/training/lossSeries';
import { milestonesBetween } from '../../../diffusion/training/milestones';
import type { TrainEvent } from '../../protocol/train';
import { Stopwatch } from '../loop/stopwatch';

const REPORT_EVERY_MS = 200;
/** The reported rate is measured over about so long. */
const RATE_MS = 5000;

/** The losses of one update, one entry a picture. */
export interface Losses {
  /** Mean |epsilon - epsilonHat|^2 over the pixels. */
  readonly errors: Float64Array;
  /** Weight of each in the loss that is minimised. */
  readonly weights: Float64Array;
  /** Noise level of each, 0 .. BANDS - 1. */
  readonly bands: Uint8Array;
  readonly learningRate: number;
}

/** One update as it is reported. */
interface Entry {
  readonly epsilon: number;
  readonly trained: number;
  readonly learningRate: number;
  readonly bands: Float32Array;
}

/** Collects the losses until they are reported, and measures the speed of the updates. */
export class LossLog {
  private readonly watch = new Stopwatch();
  private lastReport = performance.now();
  /** Duration of the latest milestone, ms. */
  private milestoneMs = 0;
  private entries: Entry[] = [];
  /** Updates done, and the time spent in them, at the latest reports. */
  private marks: { update: number; ms: number }[];

  /**
   * @param reported updates done before
   * @param goal number of the last update
   */
  constructor(
    private reported: number,
    private readonly goal: number,
  ) {
    this.marks = [{ update: reported, ms: 0 }];
  }

  /** Adds the losses of one update. */
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

  /** Leaves the time since the last update, which a milestone took, out of that of the updates. */
  skipMilestone(ms: number): void {
    this.milestoneMs = ms;
    this.watch.skip();
  }

  /** Whether the last report is long ago. */
  due(): boolean {
    return performance.now() - this.lastReport >= REPORT_EVERY_MS;
  }

  /** Reports the losses since the last report, and the progress. */
  *report(): Generator<TrainEvent, void, void> {
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
    const milestones = milestonesBetween(this.reported, this.goal);
    yield {
      kind: 'progress',
      update: this.reported,
      goal: this.goal,
      updatesPerSecond,
      secondsLeft: (this.goal - this.reported) / updatesPerSecond + (milestones * this.milestoneMs) / 1000,
      seconds: this.seconds(),
    };
  }

  /** Seconds spent in updates, without milestones. */
  seconds(): number {
    return this.watch.ms / 1000;
  }

  private rate(): number {
    const { ms } = this.watch;
    this.marks.push({ update: this.reported, ms });
    while (this.marks.length > 2 && ms - this.marks[1].ms >= RATE_MS) this.marks.shift();
    const [since] = this.marks;
    return (1000 * (this.reported - since.update)) / (ms - since.ms);
  }
}

/** Arithmetic mean. */
function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b) / values.length;
}
