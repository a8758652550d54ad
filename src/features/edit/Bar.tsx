import { useStore } from 'zustand';
import { Dices, Download } from 'lucide-react';
import { engineStatus, engine } from '../../state/engine/engine';
import type { EngineStatus } from '../../state/engine/engine';
import { canTryOthers, followOther, isEditMissing, otherTries, runEdit, stopEdit } from './state/editing';
import { sheetsOf } from './state/parts';
import { saveEdit } from './state/png';
import { editProgress, waitingFor } from './state/progress';
import type { EditProgress, Waiting } from './state/progress';
import { network } from '../../state/network/network';
import type { SheetState } from '../../state/samples/sheet';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import type { Edit } from '../../state/link/fields/edit';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { megabytes, seconds } from '../common/format';
import { JobBar } from '../common/JobBar';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

/** What was spent on all parts; NaN where not all of it is known. */
const secondsOf = (states: readonly SheetState[]): number =>
  states.reduce((sum, { status }) => sum + (status.kind === 'done' ? status.seconds : NaN), 0);

function waitingText(waiting: Waiting): string {
  switch (waiting.kind) {
    case 'digits':
      return `Downloading digits: ${megabytes(waiting.loaded)} of ${megabytes(waiting.total)} …`;
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

/** What the line says where no progress is to be told. */
function text(edit: Edit, states: readonly SheetState[], missing: boolean): string {
  if (missing)
    return states.some(({ status }) => status.kind === 'cancelled')
      ? 'Stopped. What is here stays.'
      : 'Not computed yet.';
  if (edit === 'inpaint' && states.every(({ plan }) => plan === null))
    return 'Nothing is missing: take some pixels away.';
  const spent = secondsOf(states);
  if (!Number.isNaN(spent)) return `Computed in ${seconds(spent)}.`;
  return states.some(({ status }) => status.kind === 'done') ? 'Computed in parts.' : 'From memory.';
}

const runningText = (status: EngineStatus): string =>
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
  const missing = isEditMissing();
  const failed = states.flatMap(({ status: own }) => (own.kind === 'failed' ? [own.error] : [])).at(0);
  const broken = progress && status.kind === 'failed' ? status.error : failed;
  const unfetched = waiting?.kind === 'failed';
  const here = states.some(({ filled }) => filled > 0);
  const whole = here && !missing && !progress && !waiting;
  const stopped = missing && states.some(({ status: { kind } }) => kind === 'cancelled');
  return (
    <div className={styles.bar}>
      <span className={styles.actions} data-chrome>
        {unfetched ? (
          <Button look="primary" onClick={() => void followOther()}>
            Try again
          </Button>
        ) : progress && !broken ? (
          <Button look="primary" title="Stop; what is here stays (Space)" onClick={stopEdit}>
            Cancel
          </Button>
        ) : missing || broken ? (
          <Button
            look="primary"
            title="Compute what is missing (Space)"
            onClick={() => {
              if (status.kind === 'failed') {
                stopEdit();
                engine().catch(() => undefined);
              }
              void runEdit();
            }}
          >
            {broken ? 'Try again' : 'Run'}
          </Button>
        ) : (
          canTryOthers() && (
            <Button look="primary" title="The same from the next seed (Space)" onClick={otherTries}>
              <Dices size={17} aria-hidden="true" /> Others
            </Button>
          )
        )}
        <Button
          aria-label="Save as PNG"
          title="The pictures as a PNG file, with their link inside"
          disabled={!whole}
          onClick={() => void saveEdit()}
        >
          <Download size={16} aria-hidden="true" /> PNG
        </Button>
      </span>
      {typeof progress === 'object' && progress.parts > 1 && (
        <span className={styles.part}>
          Part {progress.part} of {progress.parts}
        </span>
      )}
      <JobBar
        label="Progress of the edit"
        progress={typeof progress === 'object' ? asJob(progress) : progress}
        failed={broken !== undefined || unfetched}
        text={
          broken
            ? `${broken.message} ${broken.remedy}`
            : waiting
              ? waitingText(waiting)
              : progress === 'unknown'
                ? runningText(status)
                : progress
                  ? undefined
                  : text(edit, states, missing)
        }
      />
      <Badge kind="live" by={creditOf(used)} />
      <p className="visually-hidden" role="status">
        {progress ? 'The network is running.' : stopped ? 'Stopped.' : whole ? 'All pictures are here.' : ''}
      </p>
    </div>
  );
}
