import { formatCount } from '../../../diffusion/numbers/formatCount';
import { useStore } from 'zustand';
import { engineStatus } from '../../../state/engine/pageEngine';
import { failureText } from '../../../state/engine/failure';
import { view } from '../../../state/link/view';
import { source } from '../../../state/picture/source';
import { Button } from '../../../ui/controls';
import { engineText } from '../../common/engineText';
import { formatMegabytes, formatDuration } from '../../common/format';
import { JobBar } from '../../common/JobBar';
import { bound, type BoundStatus } from '../state/bound';
import { countEvaluations, GROUP } from '../state/boundDigits';
import { TEXTS as COMMON } from '../texts';
import { TEXTS } from './texts';
import styles from './Status.module.css';

function useWaitingText(): string {
  const pack = useStore(source, ({ packs }) => packs.test);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (pack.kind === 'loading')
    return TEXTS.arriving(formatMegabytes(pack.loaded), formatMegabytes(pack.total));
  return engine.kind === 'ready' ? TEXTS.gettingReady : engineText(engine);
}

function useStatusText(): string | undefined {
  const { status, measured } = useStore(bound.store);
  const waitingText = useWaitingText();
  const evaluations = formatCount(useStore(view, countEvaluations));
  switch (status.kind) {
    case 'waiting':
      return waitingText;
    case 'running':
      return status.progress ? undefined : TEXTS.asking;
    case 'idle':
      return TEXTS.fromMemory;
    case 'asked-first':
      return TEXTS.waitsForYou(evaluations);
    case 'done':
      return TEXTS.done(evaluations, formatDuration(measured?.seconds ?? 0));
    case 'stopped':
      return TEXTS.stopped;
    case 'failed':
      return failureText(status.error);
  }
}

/** For screen readers. */
const ANNOUNCEMENTS: Partial<Record<BoundStatus['kind'], string>> = TEXTS.announced;

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
        label={TEXTS.progress}
        progress={
          progress
            ? {
                done: progress.step,
                of: progress.steps,
                rate: [progress.stepsPerSecond * GROUP, TEXTS.pictures],
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
          <Button data-chrome title={COMMON.space} onClick={bound.stop}>
            {COMMON.cancel}
          </Button>
        )}
        {(hasFailed || status.kind === 'stopped' || status.kind === 'asked-first') && (
          <Button data-chrome title={COMMON.space} onClick={bound.start}>
            {hasFailed ? COMMON.tryAgain : status.kind === 'asked-first' ? TEXTS.measure : COMMON.goOn}
          </Button>
        )}
      </JobBar>
    </div>
  );
}
