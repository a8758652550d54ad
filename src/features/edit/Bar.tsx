import { useStore } from 'zustand';
import { Dices, Download } from 'lucide-react';
import { capability, engine } from '../../state/capability';
import { saveEdit } from '../../state/editPicture';
import { isEditMissing, otherTries, runEdit, stopEdit } from '../../state/editing';
import { sheetsOf, subject } from '../../state/editParts';
import type { SheetState } from '../../state/sheet';
import { network } from '../../state/network';
import { creditOf } from '../../state/trained';
import { useView } from '../../state/useView';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { seconds } from '../common/format';
import { JobBar } from '../common/JobBar';
import { useEditStatus } from './useEditStatus';
import styles from './Edit.module.css';

const isBusy = ({ status: { kind } }: SheetState): boolean => kind === 'waiting' || kind === 'running';

/** What was spent on the parts that are done; NaN where not all of it is known. */
const secondsOf = (states: readonly SheetState[]): number =>
  states.reduce((sum, { status }) => sum + (status.kind === 'done' ? status.seconds : NaN), 0);

/** What is computed, how far it is, how to stop it and go on. */
export function Bar() {
  const { edit, noiseFirst } = useView('edit', 'noiseFirst');
  const used = useStore(network, (state) => state.used);
  useEditStatus();
  const status = useStore(capability, (state) => state.status);
  const sheets = sheetsOf(edit);
  const states = sheets.map(({ store }) => store.getState());
  const busy = states.find(isBusy);
  const missing = isEditMissing();
  const failed = states.flatMap(({ status: own }) => (own.kind === 'failed' ? [own.error] : [])).at(0);
  const broken = busy && status.kind === 'failed' ? status.error : failed;
  const progress = busy?.status.kind === 'running' && busy.status.progress ? busy.status.progress : undefined;
  const part = busy && sheets.length > 1 ? `Part ${states.indexOf(busy) + 1} of ${sheets.length}` : undefined;
  const here = states.some(({ filled }) => filled > 0);
  const spent = secondsOf(states);
  const text = broken
    ? `${broken.message} ${broken.remedy}`
    : busy
      ? progress
        ? undefined
        : status.kind === 'ready'
          ? 'Running the network …'
          : engineText(status)
      : missing
        ? states.some(({ status: own }) => own.kind === 'cancelled')
          ? 'Stopped. What is here stays.'
          : 'Not computed yet.'
        : here
          ? Number.isNaN(spent)
            ? 'From memory.'
            : `Computed in ${seconds(spent)}.`
          : edit === 'inpaint' && subject()
            ? 'Nothing is missing: take some pixels away.'
            : '';
  return (
    <div className={styles.bar}>
      <span className={styles.actions} data-chrome>
        {busy && !broken ? (
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
        ) : (edit === 'change' || edit === 'between') && noiseFirst === 0 ? null : (
          <Button
            look="primary"
            disabled={!here}
            title="The same from the next seed (Space)"
            onClick={otherTries}
          >
            <Dices size={17} aria-hidden="true" /> Others
          </Button>
        )}
        <Button
          aria-label="Save as PNG"
          title="The pictures as a PNG file, with their link inside"
          disabled={!here}
          onClick={() => void saveEdit()}
        >
          <Download size={16} aria-hidden="true" /> PNG
        </Button>
      </span>
      {part && <span className={styles.part}>{part}</span>}
      <JobBar
        label="Progress of the edit"
        progress={
          busy &&
          (progress
            ? {
                done: progress.step,
                of: progress.steps,
                rate: [progress.stepsPerSecond, 'steps'],
                secondsLeft: progress.secondsLeft,
              }
            : 'unknown')
        }
        failed={broken !== undefined}
        text={text}
      />
      <Badge kind="live" by={creditOf(used)} />
      <p className="visually-hidden" role="status">
        {busy ? 'The network is running.' : missing ? 'Stopped.' : here ? 'All pictures are here.' : ''}
      </p>
    </div>
  );
}
