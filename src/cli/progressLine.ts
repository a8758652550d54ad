import type { SampleEvent } from '../engine/protocol/jobs';

type Progress = Extract<SampleEvent, { kind: 'progress' }>;

/** One line of progress: steps, share, rate, remaining time. */
export function progressLine({ step, steps, stepsPerSecond, secondsLeft }: Progress): string {
  const share = Math.floor((100 * step) / steps);
  const done = Number.isInteger(step) ? step : step.toFixed(1);
  return `step ${done} of ${steps}, ${share} %, ${stepsPerSecond.toPrecision(3)} steps/s, ${duration(secondsLeft)} left`;
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (h > 0) return `${h} h ${m} min`;
  return m > 0 ? `${m} min ${s} s` : `${s} s`;
}

/** Writes lines over each other on a terminal, and one every two seconds into a file or pipe. */
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
