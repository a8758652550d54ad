import { useStore } from 'zustand';
import { Dices, Download } from 'lucide-react';
import { engine, engineStatus } from '../../state/engine/pageEngine';
import { failureText } from '../../state/engine/failure';
import type { Edit } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { creditOf } from '../../state/network/usedNetwork';
import { secondsTaken, type SheetState } from '../../state/samples/sheet';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { formatDuration, formatMegabytes } from '../common/format';
import { JobBar } from '../common/JobBar';
import { editing } from './state/editing';
import { saveEdit } from './state/png';
import { canTryOthers, editProgress, isEditMissing, waitingFor, type Waiting } from './state/progress';
import { EDIT_SHEETS } from './state/sheets';
import { fetchOther } from './state/subjects';
import { TEXTS } from './texts';
import { useEditStatus } from './useEdit';
import styles from './Bar.module.css';

function waitingText(waiting: Waiting): string {
  if (waiting.kind === 'failed') return waiting.text;
  if (waiting.kind === 'digits')
    return TEXTS.loadingDigits(formatMegabytes(waiting.loaded), formatMegabytes(waiting.total));
  return TEXTS.loading[waiting.kind];
}

const isStopped = (states: readonly SheetState[]): boolean =>
  states.some(({ status }) => status.kind === 'stopped');

/** What the line says while nothing runs. */
function restingText(edit: Edit, states: readonly SheetState[], isMissing: boolean): string {
  if (isMissing) return isStopped(states) ? TEXTS.stopped : TEXTS.notComputed;
  if (edit === 'inpaint' && states.every(({ plan }) => plan === null)) return TEXTS.nothingMissing;
  // NaN if it is not known of every part.
  const spent = states.reduce((sum, state) => sum + (secondsTaken(state) ?? NaN), 0);
  if (!Number.isNaN(spent)) return TEXTS.computedIn(formatDuration(spent));
  return states.some(({ status }) => status.kind === 'done') ? TEXTS.computedInParts : TEXTS.fromMemory;
}

/** What is computed, how far it is, how to stop it and go on. */
export function Bar() {
  const { edit } = useView('edit');
  useEditStatus();
  const used = useStore(network, (state) => state.used);
  const status = useStore(engineStatus, (state) => state.status);
  const states = EDIT_SHEETS[edit]
    .map(({ store }) => store.getState())
    .filter(({ plan }, _, all) => plan !== null || all.every((state) => state.plan === null));
  const progress = editProgress();
  const waiting = waitingFor();
  const isMissing = isEditMissing();
  const failed = states.map((state) => state.status).find((each) => each.kind === 'failed');
  const error = progress && status.kind === 'failed' ? status.error : failed?.error;
  const isUnfetched = waiting?.kind === 'failed';
  const isWhole = states.some(({ filled }) => filled > 0) && !isMissing && !progress && !waiting;
  const runAgain = (): void => {
    if (status.kind === 'failed') {
      editing.stop();
      engine().catch(() => undefined);
    }
    void editing.run();
  };
  const text = (): string | undefined => {
    if (error) return failureText(error);
    if (waiting) return waitingText(waiting);
    if (progress === 'unknown') return status.kind === 'ready' ? TEXTS.running : engineText(status);
    return progress ? undefined : restingText(edit, states, isMissing);
  };
  const announcement = (): string => {
    if (progress) return TEXTS.announced.running;
    if (isMissing && isStopped(states)) return TEXTS.announced.stopped;
    return isWhole ? TEXTS.announced.done : '';
  };
  return (
    <div className={styles.bar} data-edit-bar>
      <span className={styles.main} data-chrome>
        {isUnfetched ? (
          <Button look="primary" onClick={() => void fetchOther()}>
            {TEXTS.tryAgain}
          </Button>
        ) : progress && !error ? (
          <Button look="primary" title={TEXTS.cancelTitle} onClick={editing.stop}>
            {TEXTS.cancel}
          </Button>
        ) : isMissing || error ? (
          <Button look="primary" title={TEXTS.computeTitle} onClick={runAgain}>
            {error ? TEXTS.tryAgain : TEXTS.compute}
          </Button>
        ) : (
          <Button
            look="primary"
            title={canTryOthers() ? TEXTS.againTitle : TEXTS.againDisabled}
            disabled={!canTryOthers()}
            onClick={editing.tryOthers}
          >
            <Dices size={17} aria-hidden="true" /> {TEXTS.again}
          </Button>
        )}
      </span>
      <Button
        data-chrome
        aria-label={TEXTS.save}
        title={TEXTS.saveTitle}
        disabled={!isWhole}
        onClick={() => void saveEdit()}
      >
        <Download size={16} aria-hidden="true" /> {TEXTS.png}
      </Button>
      <div className={styles.status}>
        <JobBar
          label={TEXTS.progress}
          progress={progress}
          failed={error !== undefined || isUnfetched}
          text={text()}
        >
          {typeof progress === 'object' && progress.parts > 1 && (
            <small>{TEXTS.part(progress.part, progress.parts)}</small>
          )}
        </JobBar>
      </div>
      <Badge kind="live" by={creditOf(used)} />
      <p className="visually-hidden" role="status">
        {announcement()}
      </p>
    </div>
  );
}
