import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/pageEngine';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { JobBar } from '../common/JobBar';
import { asJobProgress } from './names';
import { countPictureEvaluations, pictureScore, type PictureState } from './state/picture';
import { TEXTS } from './texts';
import styles from './Stage.module.css';

function restingText(status: PictureState['status'], cost: number, isPresenting: boolean) {
  if (status.kind === 'failed') return failureText(status.error);
  if (status.kind === 'stopped') return TEXTS.stopped;
  if (status.kind !== 'asked-first') return undefined;
  return TEXTS.askFirst(TEXTS.evaluations(cost), isPresenting);
}

/** Progress is shown above so many evaluations; what comes at once does not flicker. */
const SHOWN_FROM = 24;

/** How the score of the picture stands, and what one can do about it. */
export function PictureStatus() {
  const status = useStore(pictureScore.store, (state) => state.status);
  const engine = useStore(engineStatus, (state) => state.status);
  const cost = useStore(view, countPictureEvaluations);
  const { present } = useView('present');
  const isBusy = status.kind === 'running' || status.kind === 'waiting';
  const isLong = isBusy && cost > SHOWN_FROM;
  const progress = isLong && status.kind === 'running' ? status.progress : null;
  return (
    <div className={styles.status}>
      <JobBar
        label={TEXTS.scoreProgress}
        progress={progress ? asJobProgress(progress) : undefined}
        failed={status.kind === 'failed'}
        text={isBusy && engine.kind !== 'ready' ? engineText(engine) : restingText(status, cost, present)}
      >
        {isLong && (
          <Button data-chrome title={TEXTS.stopTitle} onClick={pictureScore.stop}>
            {TEXTS.cancel}
          </Button>
        )}
        {['asked-first', 'stopped', 'failed'].includes(status.kind) && (
          <Button data-chrome look="primary" title={TEXTS.scoreTitle} onClick={pictureScore.start}>
            {status.kind === 'failed' ? TEXTS.tryAgain : TEXTS.scoreIt}
          </Button>
        )}
      </JobBar>
    </div>
  );
}
