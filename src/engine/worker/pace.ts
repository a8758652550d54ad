import type { ProgressEvent } from '../protocol/progress';

/** A read-back waits for the backend and costs about a millisecond; this often it is smooth to watch and free. */
const READ_EVERY_MS = 100;
/** A step of very many samples reports its progress in between. */
const REPORT_EVERY_MS = 500;

/** Clock of a run: decides how many steps go to the backend before they are read, and what progress is reported. */
export class Pace {
  private readonly started = performance.now();
  private lastRead = this.started;
  private lastReport = this.started;
  private lastStep = 0;
  private interval = 1;

  /**
   * @param steps steps of the run
   * @param mostStepsARead that a read may wait for, and the memory allows
   */
  constructor(
    private readonly steps: number,
    private readonly mostStepsARead: number,
  ) {}

  /** Whether what was computed up to `step` is to be read now. */
  readDue(step: number): boolean {
    return step - this.lastStep >= this.interval || step === this.steps;
  }

  /** To be told after each read: measures the speed, reading included, and sets the distance of the next. */
  wasRead(step: number): void {
    const now = performance.now();
    const msAStep = (now - this.lastRead) / (step - this.lastStep);
    const wanted = Math.min(Math.round(READ_EVERY_MS / msAStep), this.mostStepsARead);
    this.interval = Math.max(1, wanted);
    this.lastRead = now;
    this.lastStep = step;
  }

  /** Whether the last report is long ago. */
  reportDue(): boolean {
    return performance.now() - this.lastReport >= REPORT_EVERY_MS;
  }

  /** Progress after `step` steps; a fraction where a step of many samples is not done. */
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
