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
import { countEvaluations, GROUP } from '../state/boundDigits';
import styles from './Status.module.css';

function useWaitingText(): string {
  const pack = useStore(source, ({ packs }) => packs.test);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (pack.kind === 'loading')
    return `Test digits arrive: ${formatMegabytes(pack.loaded)} of ${formatMegabytes(pack.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

function useStatusText(): string | undefined {
  const { status, measured } = useStore(bound.store);
  const waitingText = useWaitingText();
  const evaluations = useStore(view, countEvaluations).toLocaleString('en');
  switch (status.kind) {
    case 'waiting':
      return waitingText;
    case 'running':
      return status.progress ? undefined : 'Asking the network …';
    case 'idle':
      return 'From memory.';
    case 'asked-first':
      return `${evaluations} evaluations of the network, when you ask for them.`;
    case 'done':
      return `${evaluations} evaluations in ${formatDuration(measured?.seconds ?? 0)}.`;
    case 'stopped':
      return 'Stopped. What was measured stays.';
    case 'failed':
      return failureText(status.error);
  }
}

/** For screen readers. */
const ANNOUNCEMENTS: Partial<Record<BoundStatus['kind'], string>> = {
  running: 'The bound is being measured.',
  done: 'The bound is measured.',
  stopped: 'The measurement was stopped.',
};

/** How far the measurement is, how to stop it, and how to go on. */
export function Status() {
  const status = useStore(bound.store, (state) => state.status);
  const text = useStatusText();
  const isBusy = status.kind === 'running' || status.kind === 'waiting';
  const hasFailed = status.kind === 'failed';
  const progress = status.kind === 'running' ? status.progress : null;
  return (
    <div className={styles.status}>
      <p className="visually-hidden" role="status">
        {ANNOUNCEMENTS[status.kind]}
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
            : isBusy
              ? 'unknown'
              : undefined
        }
        failed={hasFailed}
        text={text}
      >
        {isBusy && (
          <Button data-chrome title="Space" onClick={bound.stop}>
            Cancel
          </Button>
        )}
        {(hasFailed || status.kind === 'stopped' || status.kind === 'asked-first') && (
          <Button data-chrome title="Space" onClick={bound.start}>
            {hasFailed ? 'Try again' : status.kind === 'asked-first' ? 'Measure' : 'Go on'}
          </Button>
        )}
      </JobBar>
    </div>
  );
}
