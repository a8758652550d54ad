import type { ProgressEvent } from '../../protocol/progress';

/** A read waits for the backend and costs about a millisecond; this often it is smooth to watch and free. */
const READ_EVERY_MS = 100;
/** How often progress is reported during a step of very many samples. */
const REPORT_EVERY_MS = 500;
/** What the frames of one read may take. */
const MAX_READ_BYTES = 16 * 2 ** 20;
/** Steps that tfjs is given between two reads: it queues them all, and a cancel has to wait for them. */
const MAX_STEPS_PER_READ = 25;

/**
 * Most steps between two reads, by the memory that their frames take and by how long a cancel may wait.
 * @param samples pictures of a frame
 * @param pixels numbers of a picture
 * @param isCompiled whether the GPU is paced by the run itself
 */
export function stepsPerRead(steps: number, samples: number, pixels: number, isCompiled: boolean): number {
  const bytesPerFrame = 2 * 4 * pixels * samples; // x_t and x0Hat
  const frames = Math.floor(MAX_READ_BYTES / bytesPerFrame);
  return Math.max(1, Math.min(frames, isCompiled ? steps : MAX_STEPS_PER_READ));
}

/** Clock of a run: says when its results are read, so that this happens about ten times a second, and reports its progress. */
export class Pace {
  private readonly started = performance.now();
  private lastRead = this.started;
  private lastReport = this.started;
  private lastStep = 0;
  private interval = 1;

  /**
   * @param steps steps of the run
   * @param maxStepsPerRead most steps between two reads
   */
  constructor(
    readonly steps: number,
    private readonly maxStepsPerRead: number,
  ) {}

  /** Whether the results up to `step` are to be read now. */
  readDue(step: number): boolean {
    return step - this.lastStep >= this.interval || step === this.steps;
  }

  /** Measures the speed after a read, the read included, and sets the number of steps to the next one. */
  wasRead(step: number): void {
    const now = performance.now();
    const msPerStep = (now - this.lastRead) / (step - this.lastStep);
    this.interval = Math.max(1, Math.min(Math.round(READ_EVERY_MS / msPerStep), this.maxStepsPerRead));
    this.lastRead = now;
    this.lastStep = step;
  }

  /** Whether the last report is long ago. */
  reportDue(): boolean {
    return performance.now() - this.lastReport >= REPORT_EVERY_MS;
  }

  /** Progress after `step` steps, if the last report is long ago. */
  *report(step: number): Generator<ProgressEvent, void, void> {
    if (this.reportDue()) yield this.progress(step);
  }

  /** Progress after `step` steps; a fraction within a step of several batches. */
  progress(step: number): ProgressEvent {
    this.lastReport = performance.now();
    const stepsPerSecond = step / this.seconds();
    return {
      kind: 'progress',
      step,
      steps: this.steps,
      stepsPerSecond,
      secondsLeft: (this.steps - step) / stepsPerSecond,
    };
  }

  /** Seconds since the start. */
  seconds(): number {
    return (performance.now() - this.started) / 1000;
  }
}
