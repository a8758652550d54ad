import { useStore } from 'zustand';
import { saveScores } from './state/csv';
import { evaluationsLeft, pictureSets } from './state/sets';
import type { SetsState } from './state/sets';
import { engineStatus } from '../../state/engine/engine';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { megabytes } from '../common/format';
import { JobBar } from '../common/JobBar';
import { Setting } from '../common/Setting';
import { ABOUT } from './names';
import styles from './Detect.module.css';

function useWaiting(): string {
  const packs = useStore(source, (state) => state.packs);
  const engine = useStore(engineStatus, ({ status }) => status);
  const pack = packs.test;
  if (pack.kind === 'loading')
    return `Test digits arrive: ${megabytes(pack.loaded)} of ${megabytes(pack.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

function words(
  status: SetsState['status'],
  left: number,
  some: boolean,
  presents: boolean,
): string | undefined {
  const work = `${left.toLocaleString('en')} evaluations of the network`;
  switch (status.kind) {
    case 'idle':
    case 'asked-first':
      if (left === 0) return '';
      if (presents) return `Not measured yet. Space measures: ${work}.`;
      return some ? `Not measured yet: ${work}.` : `${work}, when you ask for them.`;
    case 'waiting':
    case 'running':
      return undefined;
    case 'done':
      return 'Measured.';
    case 'stopped':
      return 'Stopped. What was measured stays.';
    case 'failed':
      return `${status.error.message} ${status.error.remedy}`;
    default:
      return status satisfies never;
  }
}

const ANNOUNCED: Record<SetsState['status']['kind'], string> = {
  idle: '',
  'asked-first': '',
  waiting: '',
  running: 'The sets are being scored.',
  done: 'The sets are scored.',
  stopped: 'The measurement was stopped.',
  failed: '',
};

/** What is compared, and the measurement. */
export function SetsBar() {
  const { detectAgainst, present } = useView('detectAgainst', 'detectUnseen', 'detectCount', 'present');
  const sets = useStore(pictureSets.store);
  const { status } = sets;
  const some = sets.table !== null;
  const left = evaluationsLeft(view.getState(), sets);
  const waiting = useWaiting();
  const busy = status.kind === 'running' || status.kind === 'waiting';
  const progress = status.kind === 'running' ? status.progress : null;
  const known = progress && Number.isFinite(progress.stepsPerSecond) ? progress : null;
  return (
    <>
      <div className={styles.fields} data-chrome>
        <Setting field="detectAgainst" />
        {detectAgainst === 'class' && <Setting field="detectUnseen" />}
        <span className={styles.choice}>
          <span aria-hidden="true">of each</span>
          <Setting field="detectCount" look="small buttons" />
        </span>
        <span className={styles.choice}>
          <span aria-hidden="true">read</span>
          <Setting field="detectReading" look="small buttons" />
        </span>
      </div>
      {ABOUT[detectAgainst] && <p className={styles.note}>{ABOUT[detectAgainst]}</p>}
      <div className={styles.row}>
        <span className={styles.row} data-chrome>
          {busy ? (
            <Button look="primary" title="Space; what is measured stays" onClick={pictureSets.stop}>
              Cancel
            </Button>
          ) : (
            <Button look="primary" title="Space" disabled={left === 0} onClick={pictureSets.start}>
              {status.kind === 'failed' ? 'Try again' : status.kind === 'stopped' ? 'Go on' : 'Measure'}
            </Button>
          )}
          <Button look="quiet" disabled={!some} title="Every score as a file" onClick={saveScores}>
            CSV
          </Button>
        </span>
        <p className="visually-hidden" role="status">
          {ANNOUNCED[status.kind]}
        </p>
        <JobBar
          label="Progress of the measurement"
          progress={
            known
              ? {
                  done: known.step,
                  of: known.steps,
                  rate: [known.stepsPerSecond, 'evaluations'],
                  secondsLeft: known.secondsLeft,
                }
              : busy
                ? 'unknown'
                : undefined
          }
          failed={status.kind === 'failed'}
          text={busy ? (known ? undefined : waiting) : words(status, left, some, present)}
        />
      </div>
    </>
  );
}
