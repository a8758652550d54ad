import { useStore } from 'zustand';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { formatCount } from '../../diffusion/numbers/formatCount';
import { failureText } from '../../state/engine/failure';
import { runFailureText } from '../../state/runs/runError';
import { EXTRA_UPDATES } from '../../state/training/training';
import { useView } from '../../state/link/useView';
import type { TrainingRun } from '../../state/training/trainingRun';
import { isBusy, type TrainingState } from '../../state/training/trainingStatus';
import { Button } from '../../ui/controls';
import { formatDuration } from '../common/format';
import { JobBar } from '../common/JobBar';
import { lawOf } from './state/law';
import { learning } from './state/learning';
import { TEXTS } from './texts';
import styles from './Learn.module.css';

const { training } = learning;

const runningText = (rate: number, secondsLeft: number, run: TrainingRun | null): string =>
  run && Number.isFinite(rate)
    ? TEXTS.trains(Math.floor((100 * run.update) / run.goal), fixed(rate, 0), formatDuration(secondsLeft))
    : TEXTS.preparing;

/** Where the training stands, in words. */
function standing({ status, run, updatesPerSecond, secondsLeft }: TrainingState): string {
  switch (status.kind) {
    case 'none':
      return TEXTS.notTrained;
    case 'starting':
      return TEXTS.preparing;
    case 'pausing':
      return TEXTS.pausing;
    case 'running':
      return runningText(updatesPerSecond, secondsLeft, run);
    case 'paused':
      return TEXTS.learnedSoFar(formatCount(run?.update ?? 0), run?.config.seed ?? 0);
    case 'done':
      return TEXTS.learned(
        formatCount(run?.update ?? 0),
        formatDuration(run?.seconds ?? 0),
        run?.config.seed ?? 0,
      );
    case 'failed':
      return failureText(status.error);
  }
}

/** Starts, pauses and saves the training, and says how far it is. */
export function LearnBar() {
  const state = useStore(training.store);
  const { saveStatus: saved, isLooking } = useStore(learning.store);
  const { status, run, secondsLeft, isOwner } = state;
  useView('planeData', 'planeBrush');
  if (!lawOf()) return <p role="status">{TEXTS.drawElsewhere}</p>;
  if (!isOwner) return <p role="status">{TEXTS.otherTab}</p>;
  const progress =
    status.kind === 'starting'
      ? 'unknown'
      : isBusy(status) && run
        ? { done: run.update, of: run.goal, secondsLeft }
        : undefined;
  const isResting = status.kind === 'paused' || status.kind === 'done';
  return (
    <div className={styles.bar} data-chrome>
      <JobBar
        label={TEXTS.learning}
        progress={progress}
        text={isLooking ? TEXTS.looking : standing(state)}
        failed={status.kind === 'failed'}
      >
        {status.kind === 'none' && !isLooking && (
          <Button look="primary" onClick={() => void training.startOver()}>
            {TEXTS.train}
          </Button>
        )}
        {isBusy(status) && <Button onClick={training.toggle}>{TEXTS.pauseTraining}</Button>}
        {status.kind === 'paused' && (
          <Button look="primary" onClick={training.resume}>
            {TEXTS.continueTraining}
          </Button>
        )}
        {status.kind === 'done' && <Button onClick={training.toggle}>{TEXTS.more(EXTRA_UPDATES)}</Button>}
        {status.kind === 'failed' && <Button onClick={training.resume}>{TEXTS.tryAgain}</Button>}
        {(isResting || status.kind === 'failed') && (
          <Button title={TEXTS.trainAnewTitle} onClick={() => void training.startOver()}>
            {TEXTS.trainAnew}
          </Button>
        )}
        {isResting && (
          <Button title={TEXTS.saveNetworkTitle} onClick={() => void learning.exportRun()}>
            {TEXTS.saveNetwork}
          </Button>
        )}
      </JobBar>
      {saved.kind === 'failed' && <p role="alert">{runFailureText(saved.error)}</p>}
    </div>
  );
}
