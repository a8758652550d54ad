import { failureText } from '../../state/engine/failure';
import type { TaskStatus } from '../../state/task';
import { Button } from '../../ui/controls';
import { formatDuration } from '../common/format';
import { JobBar } from '../common/JobBar';
import { TEXTS } from './texts';

/** How far work is. */
interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly secondsLeft: number;
}

interface Props {
  label: string;
  status: TaskStatus<Progress>;
  start: () => void;
  stop: () => void;
  /** What was stopped begins anew instead of going on. */
  beginsAnew?: boolean;
}

const runningText = ({ step, steps, secondsLeft }: Progress): string =>
  TEXTS.running(Math.floor((100 * step) / steps), formatDuration(secondsLeft));

/** How work in the plane stands, and what one can do about it; nothing while it rests. */
export function WorkStatus({ label, status, start, stop, beginsAnew = false }: Props) {
  switch (status.kind) {
    case 'running': {
      const { progress } = status;
      return (
        <JobBar
          label={label}
          progress={progress ? { done: progress.step, of: progress.steps, secondsLeft: NaN } : 'unknown'}
          text={progress ? runningText(progress) : TEXTS.starts}
        >
          <Button onClick={stop}>{TEXTS.cancel}</Button>
        </JobBar>
      );
    }
    case 'stopped':
      return (
        <JobBar label={label} text={TEXTS.stopped}>
          <Button onClick={start}>{beginsAnew ? TEXTS.startAgain : TEXTS.goOn}</Button>
        </JobBar>
      );
    case 'asked-first':
      return (
        <JobBar label={label} text={TEXTS.asked}>
          <Button onClick={start}>{TEXTS.compute}</Button>
        </JobBar>
      );
    case 'failed':
      return (
        <JobBar label={label} failed text={failureText(status.error)}>
          <Button onClick={start}>{TEXTS.tryAgain}</Button>
        </JobBar>
      );
    case 'idle':
    case 'waiting':
    case 'done':
      return null;
  }
}
