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
import { ABOUT, evaluations } from './names';
import { saveScores } from './state/csv';
import { evaluationsLeft, pictureSets, type SetsState } from './state/sets';
import shared from './shared.module.css';

/** What a measurement waits for until its progress is known. */
function useWaitingWords(): string {
  const { test } = useStore(source, (state) => state.packs);
  const engine = useStore(engineStatus, ({ status }) => status);
  if (test.kind === 'loading')
    return `Test digits arrive: ${formatMegabytes(test.loaded)} of ${formatMegabytes(test.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

function statusWords({ status, table }: SetsState, left: number, isPresenting: boolean): string | undefined {
  const work = `${left.toLocaleString('en')} evaluations of the network`;
  switch (status.kind) {
    case 'idle':
    case 'asked-first':
      if (left === 0) return '';
      if (isPresenting) return `Not measured yet. Space measures: ${work}.`;
      return table ? `Not measured yet: ${work}.` : `${work}, when you ask for them.`;
    case 'waiting':
    case 'running':
      return undefined;
    case 'done':
      return 'Measured.';
    case 'stopped':
      return 'Stopped. What was measured stays.';
    case 'failed':
      return failureText(status.error);
    default:
      return status satisfies never;
  }
}

/** What a screen reader says of a change. */
const ANNOUNCED: Partial<Record<SetsState['status']['kind'], string>> = {
  running: 'The sets are being scored.',
  done: 'The sets are scored.',
  stopped: 'The measurement was stopped.',
};

/** What is compared, and the measurement. */
export function SetsBar() {
  const { detectAgainst, present } = useView('detectAgainst', 'detectUnseen', 'detectCount', 'present');
  const sets = useStore(pictureSets.store);
  const waitingWords = useWaitingWords();
  const { status } = sets;
  const left = evaluationsLeft(view.getState(), sets);
  const isBusy = status.kind === 'running' || status.kind === 'waiting';
  const latest = status.kind === 'running' ? status.progress : null;
  const progress = latest && Number.isFinite(latest.stepsPerSecond) ? evaluations(latest) : undefined;
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
      {ABOUT[detectAgainst] && <p className={shared.note}>{ABOUT[detectAgainst]}</p>}
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
          <Button look="quiet" disabled={!sets.table} title="Every score as a file" onClick={saveScores}>
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
          text={isBusy ? (progress ? undefined : waitingWords) : statusWords(sets, left, present)}
        />
      </div>
    </>
  );
}
