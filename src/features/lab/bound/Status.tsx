import { useStore } from 'zustand';
import { engineStatus } from '../../../state/engine/engine';
import { failureText } from '../../../state/engine/failure';
import { view } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { Button } from '../../../ui/controls';
import { engineText } from '../../common/engineText';
import { formatMegabytes, formatDuration } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { bound, type BoundStatus } from '../state/bound';
import { evaluationsOf, GROUP } from '../state/boundDigits';
import styles from './Status.module.css';

function useWaiting(): string {
  const pack = useStore(source, ({ packs }) => packs.test);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (pack.kind === 'loading')
    return `Test digits arrive: ${formatMegabytes(pack.loaded)} of ${formatMegabytes(pack.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

function words(status: BoundStatus, count: number, taken: number): string | undefined {
  switch (status.kind) {
    case 'waiting':
      return '';
    case 'running':
      return status.progress ? undefined : 'Asking the network …';
    case 'idle':
      return 'From memory.';
    case 'asked-first':
      return `${count.toLocaleString('en')} evaluations of the network, when you ask for them.`;
    case 'done':
      return `${count.toLocaleString('en')} evaluations in ${formatDuration(taken)}.`;
    case 'stopped':
      return 'Stopped. What was measured stays.';
    case 'failed':
      return failureText(status.error);
    default:
      return status satisfies never;
  }
}

const ANNOUNCED: Record<BoundStatus['kind'], string> = {
  idle: '',
  'asked-first': '',
  waiting: '',
  running: 'The bound is being measured.',
  done: 'The bound is measured.',
  stopped: 'The measurement was stopped.',
  failed: '',
};

/** How far the measurement is, how to stop it, and how to go on. */
export function Status() {
  const status = useStore(bound.store, (state) => state.status);
  const taken = useStore(bound.store, (state) => state.seconds);
  const waiting = useWaiting();
  const count = useStore(view, evaluationsOf);
  const busy = status.kind === 'running' || status.kind === 'waiting';
  const failed = status.kind === 'failed';
  const progress = status.kind === 'running' ? status.progress : null;
  return (
    <div className={styles.status}>
      <p className="visually-hidden" role="status">
        {ANNOUNCED[status.kind]}
      </p>
      <JobBar
        label="Progress of the measurement"
        progress={
          progress
            ? {
                done: progress.step,
                of: progress.steps,
                rate: [progress.stepsPerSecond * GROUP, 'pictures'],
                secondsLeft: progress.secondsLeft,
              }
            : busy
              ? 'unknown'
              : undefined
        }
        failed={failed}
        text={status.kind === 'waiting' ? waiting : words(status, count, taken)}
      >
        {busy && (
          <Button data-chrome title="Space" onClick={bound.stop}>
            Cancel
          </Button>
        )}
        {(failed || status.kind === 'stopped' || status.kind === 'asked-first') && (
          <Button data-chrome title="Space" onClick={bound.start}>
            {failed ? 'Try again' : status.kind === 'asked-first' ? 'Measure' : 'Go on'}
          </Button>
        )}
      </JobBar>
    </div>
  );
}
