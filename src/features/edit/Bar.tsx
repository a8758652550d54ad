import { useStore } from 'zustand';
import { Dices, Download } from 'lucide-react';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import type { Edit } from '../../state/link/fields/edit';
import { useView } from '../../state/link/useView';
import { network } from '../../state/network/network';
import { creditOf } from '../../state/network/usedNetwork';
import { secondsTaken, type SheetState } from '../../state/samples/sheet';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { formatMegabytes, formatDuration } from '../common/format';
import { JobBar } from '../common/JobBar';
import { editing } from './state/editing';
import { saveEdit } from './state/png';
import {
  canTryOthers,
  editProgress,
  isEditMissing,
  waitingFor,
  type EditProgress,
  type Waiting,
} from './state/progress';
import { sheetsOf } from './state/sheets';
import { fetchOther } from './state/subjects';
import { useEditStatus } from './useEditStatus';
import shared from './shared.module.css';
import styles from './Bar.module.css';

/** What all parts took; NaN if not all of it is known. */
const secondsOf = (states: readonly SheetState[]): number =>
  states.reduce((sum, state) => sum + secondsTaken(state), 0);

function waitingText(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'digits':
      return `Downloading digits: ${formatMegabytes(waiting.loaded)} of ${formatMegabytes(waiting.total)} …`;
    case 'network':
      return 'The network is on its way …';
    case 'picture':
      return 'The picture is on its way …';
    case 'failed':
      return waiting.text;
    default:
      return waiting satisfies never;
  }
}

const isStopped = (states: readonly SheetState[]): boolean =>
  states.some(({ status }) => status.kind === 'stopped');

/** What the line says while nothing runs. */
function restingText(edit: Edit, states: readonly SheetState[], isMissing: boolean): string {
  if (isMissing) return isStopped(states) ? 'Stopped. What is here stays.' : 'Not computed yet.';
  if (edit === 'inpaint' && states.every(({ plan }) => plan === null))
    return 'Nothing is missing: take some pixels away.';
  const spent = secondsOf(states);
  if (!Number.isNaN(spent)) return `Computed in ${formatDuration(spent)}.`;
  return states.some(({ status }) => status.kind === 'done') ? 'Computed in parts.' : 'From memory.';
}

const startingText = (status: EngineStatus): string =>
  status.kind === 'ready' ? 'Running the network …' : engineText(status);

const asJob = ({ done, of, perSecond, secondsLeft }: EditProgress) =>
  ({ done, of, rate: [perSecond, 'evaluations'], secondsLeft }) as const;

/** What is computed, how far it is, how to stop it and go on. */
export function Bar() {
  const { edit } = useView('edit');
  useEditStatus();
  const used = useStore(network, (state) => state.used);
  const status = useStore(engineStatus, (state) => state.status);
  const states = sheetsOf(edit)
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
    if (progress === 'unknown') return startingText(status);
    return progress ? undefined : restingText(edit, states, isMissing);
  };
  const announcement = (): string => {
    if (progress) return 'The network is running.';
    if (isMissing && isStopped(states)) return 'Stopped.';
    return isWhole ? 'All pictures are here.' : '';
  };
  return (
    <div className={`${shared.row} ${styles.bar}`}>
      <span className={shared.row} data-chrome>
        {isUnfetched ? (
          <Button look="primary" onClick={() => void fetchOther()}>
            Try again
          </Button>
        ) : progress && !error ? (
          <Button look="primary" title="Stop; what is here stays (Space)" onClick={editing.stop}>
            Cancel
          </Button>
        ) : isMissing || error ? (
          <Button look="primary" title="Compute what is missing (Space)" onClick={runAgain}>
            {error ? 'Try again' : 'Run'}
          </Button>
        ) : (
          canTryOthers() && (
            <Button look="primary" title="The same from the next seed (Space)" onClick={editing.tryOthers}>
              <Dices size={17} aria-hidden="true" /> Others
            </Button>
          )
        )}
        <Button
          aria-label="Save as PNG"
          title="The pictures as a PNG file, with their link inside"
          disabled={!isWhole}
          onClick={() => void saveEdit()}
        >
          <Download size={16} aria-hidden="true" /> PNG
        </Button>
      </span>
      {typeof progress === 'object' && progress.parts > 1 && (
        <span className={shared.note}>
          Part {progress.part} of {progress.parts}
        </span>
      )}
      <JobBar
        label="Progress of the edit"
        progress={typeof progress === 'object' ? asJob(progress) : progress}
        failed={error !== undefined || isUnfetched}
        text={text()}
      />
      <Badge kind="live" by={creditOf(used)} />
      <p className="visually-hidden" role="status">
        {announcement()}
      </p>
    </div>
  );
}
