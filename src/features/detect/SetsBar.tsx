import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { source } from '../../state/picture/source';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { formatMegabytes } from '../common/format';
import { JobBar } from '../common/JobBar';
import { Setting } from '../common/Setting';
import { asJobProgress, SET_NOTES } from './names';
import { saveScores } from './state/csv';
import { countEvaluationsLeft, findTable, pictureSets, type SetsState } from './state/sets';
import shared from './shared.module.css';

/** What a measurement waits for until its progress is known. */
function useWaitingText(): string {
  const { test } = useStore(source, (state) => state.packs);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (test.kind === 'loading')
    return `Test digits arrive: ${formatMegabytes(test.loaded)} of ${formatMegabytes(test.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

/** How a measurement stands that does not run. */
function restingText(status: SetsState['status'], hasTable: boolean, left: number, isPresenting: boolean) {
  if (status.kind === 'failed') return failureText(status.error);
  if (status.kind === 'stopped') return 'Stopped. What was measured stays.';
  if (status.kind === 'done') return 'Measured.';
  if (left === 0) return '';
  const cost = `${left.toLocaleString('en')} evaluations of the network`;
  if (isPresenting) return `Not measured yet. Space measures: ${cost}.`;
  return hasTable ? `Not measured yet: ${cost}.` : `${cost}, when you ask for them.`;
}

/** What a screen reader says of a change. */
const ANNOUNCED: Partial<Record<SetsState['status']['kind'], string>> = {
  running: 'The sets are being scored.',
  done: 'The sets are scored.',
  stopped: 'The measurement was stopped.',
};

export function SetsBar() {
  const { detectAgainst, present } = useView('detectAgainst', 'detectUnseen', 'detectCount', 'present');
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
        <Setting field="detectAgainst" />
        {detectAgainst === 'class' && <Setting field="detectUnseen" />}
        <span className={shared.choice}>
          <span aria-hidden="true">of each</span>
          <Setting field="detectCount" look="small buttons" />
        </span>
        <span className={shared.choice}>
          <span aria-hidden="true">read</span>
          <Setting field="detectReading" look="small buttons" />
        </span>
      </div>
      {SET_NOTES[detectAgainst] && <p className={shared.note}>{SET_NOTES[detectAgainst]}</p>}
      <div className={shared.row}>
        <span className={shared.row} data-chrome>
          {isBusy ? (
            <Button look="primary" title="Space; what is measured stays" onClick={pictureSets.stop}>
              Cancel
            </Button>
          ) : (
            <Button look="primary" title="Space" disabled={left === 0} onClick={pictureSets.start}>
              {status.kind === 'failed' ? 'Try again' : status.kind === 'stopped' ? 'Go on' : 'Measure'}
            </Button>
          )}
          <Button look="quiet" disabled={!hasTable} title="Every score as a file" onClick={saveScores}>
            CSV
          </Button>
        </span>
        <p className="visually-hidden" role="status">
          {ANNOUNCED[status.kind] ?? ''}
        </p>
        <JobBar
          label="Progress of the measurement"
          progress={progress ?? (isBusy ? 'unknown' : undefined)}
          failed={status.kind === 'failed'}
          text={isBusy ? (progress ? undefined : waitingText) : restingText(status, hasTable, left, present)}
        />
      </div>
    </>
  );
}
