import type { ProgressEvent } from '../engine/protocol/progress';

/** How far a command is. */
export interface Progress extends Omit<ProgressEvent, 'kind'> {
  /** What a step is, in the singular. */
  readonly unit: string;
  /** Shown at the end of the line. */
  readonly note?: string;
}

/** One line of progress: count, share, rate, remaining time. */
export function progressLine({ unit, step, steps, stepsPerSecond, secondsLeft, note }: Progress): string {
  const share = Math.floor((100 * step) / steps);
  const count = Number.isInteger(step) ? step : step.toFixed(1);
  const rate = `${stepsPerSecond.toPrecision(3)} ${unit}s/s`;
  const line = `${unit} ${count} of ${steps}, ${share} %, ${rate}, ${duration(secondsLeft)} left`;
  return note === undefined ? line : `${line}, ${note}`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (h > 0) return `${h} h ${m} min`;
  return m > 0 ? `${m} min ${s} s` : `${s} s`;
}

/** Overwrites one line on a terminal, and writes a line every two seconds to a file or pipe. */
export function progressWriter(stream: NodeJS.WriteStream): (progress: Progress) => void {
  let last = -Infinity;
  return (progress) => {
    const now = performance.now();
    const done = progress.step === progress.steps;
    if (!done && now - last < (stream.isTTY ? 100 : 2000)) return;
    last = now;
    stream.write(
      stream.isTTY ? `\r\x1b[K${progressLine(progress)}${done ? '\n' : ''}` : `${progressLine(progress)}\n`,
    );
  };
}
