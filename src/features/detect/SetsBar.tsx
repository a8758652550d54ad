import { useStore } from 'zustand';
import { exportScores } from './state/csv';
import { anomalySets, evaluationsLeft, measureSets, stopSets } from './state/sets';
import type { SetsStatus } from './state/sets';
import { engineStatus } from '../../state/engine/engine';
import { ANOMALIES, DETECT_COUNTS } from '../../state/link/fields/detect';
import { source } from '../../state/picture/source';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { Button, Segmented, Select } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { megabytes } from '../common/format';
import { JobBar } from '../common/JobBar';
import { ABOUT, GROUPS } from './names';
import styles from './Detect.module.css';

const AGAINST = ANOMALIES.map((value) => ({ value, label: GROUPS[value].menu }));
const COUNTS = DETECT_COUNTS.map((value) => ({ value, label: String(value) }));
const DIGITS = Array.from({ length: 10 }, (_, value) => ({ value, label: `every ${value}` }));
const READINGS = [
  { value: 'outline', label: 'by outline', title: 'The error above that of digits with as much outline' },
  { value: 'plain', label: 'plain', title: 'The error as it is' },
] as const;

function useWaiting(): string {
  const packs = useStore(source, (state) => state.packs);
  const engine = useStore(engineStatus, ({ status }) => status);
  const pack = packs.test;
  if (pack.kind === 'loading')
    return `Test digits arrive: ${megabytes(pack.loaded)} of ${megabytes(pack.total)}`;
  return engine.kind === 'ready' ? 'Getting ready …' : engineText(engine);
}

function words(status: SetsStatus, left: number, some: boolean, presents: boolean): string | undefined {
  const work = `${left.toLocaleString('en')} evaluations of the network`;
  switch (status.kind) {
    case 'idle':
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

const ANNOUNCED: Record<SetsStatus['kind'], string> = {
  idle: '',
  waiting: '',
  running: 'The sets are being scored.',
  done: 'The sets are scored.',
  stopped: 'The measurement was stopped.',
  failed: '',
};

/** What is compared, and the measurement. */
export function SetsBar() {
  const { detectAgainst, detectUnseen, detectCount, detectReading, present } = useView(
    'detectAgainst',
    'detectUnseen',
    'detectCount',
    'detectReading',
    'detectScore',
    'present',
  );
  const status = useStore(anomalySets, (state) => state.status);
  const some = useStore(anomalySets, (state) => state.table !== null);
  useStore(anomalySets, (state) => state.changes);
  const left = evaluationsLeft(view.getState());
  const waiting = useWaiting();
  const busy = status.kind === 'running' || status.kind === 'waiting';
  const known = status.kind === 'running' && Number.isFinite(status.perSecond) ? status : null;
  return (
    <>
      <div className={styles.fields} data-chrome>
        <Select
          label="Digits against"
          prefix="digits against"
          value={detectAgainst}
          options={AGAINST}
          onChange={(value) => patchView({ detectAgainst: value })}
        />
        {detectAgainst === 'class' && (
          <Select
            label="The class"
            prefix=""
            value={detectUnseen}
            options={DIGITS}
            onChange={(value) => patchView({ detectUnseen: value })}
          />
        )}
        <span className={styles.choice}>
          <span aria-hidden="true">of each</span>
          <Segmented
            label="Pictures of each set"
            value={detectCount}
            options={COUNTS}
            onChange={(value) => patchView({ detectCount: value })}
            small
          />
        </span>
        <span className={styles.choice}>
          <span aria-hidden="true">read</span>
          <Segmented
            label="How errors are read"
            value={detectReading}
            options={READINGS}
            onChange={(value) => patchView({ detectReading: value })}
            small
          />
        </span>
      </div>
      {ABOUT[detectAgainst] && <p className={styles.note}>{ABOUT[detectAgainst]}</p>}
      <div className={styles.row}>
        <span className={styles.row} data-chrome>
          {busy ? (
            <Button look="primary" title="Space; what is measured stays" onClick={stopSets}>
              Cancel
            </Button>
          ) : (
            <Button look="primary" title="Space" disabled={left === 0} onClick={measureSets}>
              {status.kind === 'failed' ? 'Try again' : status.kind === 'stopped' ? 'Go on' : 'Measure'}
            </Button>
          )}
          <Button look="quiet" disabled={!some} title="Every score as a file" onClick={exportScores}>
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
                  done: known.done,
                  of: known.of,
                  rate: [known.perSecond, 'evaluations'],
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
