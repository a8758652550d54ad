import { useStore } from 'zustand';
import { source } from '../../state/picture/source';
import { engineStatus } from '../../state/engine/pageEngine';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { engineText } from '../common/engineText';
import { formatMegabytes } from '../common/format';
import { JobBar } from '../common/JobBar';
import { Setting } from '../common/setting/Setting';
import { asJobProgress } from './names';
import { saveScores } from './state/csv';
import { STACKED, StartButton } from './StartButton';
import { countEvaluationsLeft, findTable, pictureSets, type SetsState } from './state/sets';
import { TEXTS } from './texts';
import shared from './shared.module.css';

/** What a measurement waits for until its progress is known. */
function useWaitingText(): string {
  const { test } = useStore(source, (state) => state.packs);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (test.kind === 'loading')
    return TEXTS.digitsArrive(formatMegabytes(test.loaded), formatMegabytes(test.total));
  return engine.kind === 'ready' ? TEXTS.gettingReady : engineText(engine);
}

/** How a measurement stands that does not run. */
function restingText(status: SetsState['status'], left: number, isPresenting: boolean) {
  if (status.kind === 'failed') return failureText(status.error);
  if (status.kind === 'stopped') return TEXTS.stoppedWithScores;
  if (status.kind === 'done') return TEXTS.allScored;
  return left === 0 ? '' : TEXTS.cost(TEXTS.evaluations(left), isPresenting);
}

/** What is compared, the button that starts it, and how far it is. */
export function SetsBar() {
  const { detectAgainst, present } = useView(
    'detectAgainst',
    'detectUnseen',
    'detectCount',
    'detectLeast',
    'present',
  );
  const isStacked = useMedia(STACKED);
  const sets = useStore(pictureSets.store);
  const waitingText = useWaitingText();
  const { status } = sets;
  const left = countEvaluationsLeft(view.getState(), sets);
  const hasTable = findTable(view.getState(), sets) !== null;
  const isBusy = status.kind === 'running' || status.kind === 'waiting';
  const latest = status.kind === 'running' ? status.progress : null;
  const progress = latest && Number.isFinite(latest.stepsPerSecond) ? asJobProgress(latest) : undefined;
  return (
    <>
      <div className={shared.fields} data-chrome>
        {!isStacked && <StartButton />}
        <Setting field="detectAgainst" />
        {detectAgainst === 'class' && <Setting field="detectUnseen" />}
        <AtLevel from="course">
          <Button look="quiet" disabled={!hasTable} title={TEXTS.csvTitle} onClick={saveScores}>
            {TEXTS.csv}
          </Button>
        </AtLevel>
      </div>
      <div className={shared.status}>
        <p className="visually-hidden" role="status">
          {TEXTS.announced[status.kind]}
        </p>
        <JobBar
          label={TEXTS.setsProgress}
          progress={progress ?? (isBusy ? 'unknown' : undefined)}
          failed={status.kind === 'failed'}
          text={isBusy ? (progress ? undefined : waitingText) : restingText(status, left, present)}
        />
      </div>
    </>
  );
}
