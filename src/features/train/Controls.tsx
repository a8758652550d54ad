import { useStore } from 'zustand';
import { Pause, Play, RotateCcw } from 'lucide-react';
import { changedFields, toViewFields } from './state/config';
import { training } from './state/stores';
import { EXTRA_UPDATES } from './state/training';
import { isBusy } from './state/trainingStatus';
import { FIELDS } from '../../state/link/fields/table';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Status } from './Status';
import setup from './Setup.module.css';
import styles from './Controls.module.css';

function MainButton() {
  const { status, isOwner } = useStore(training.store);
  const Icon = isBusy(status) ? Pause : Play;
  const words = {
    none: 'Train',
    starting: 'Starting …',
    running: 'Pause',
    pausing: 'Pausing …',
    paused: 'Go on',
    done: `${EXTRA_UPDATES} more`,
    failed: 'Go on',
  }[status.kind];
  return (
    <Button
      look="primary"
      className={styles.main}
      disabled={!isOwner || status.kind === 'pausing'}
      onClick={training.toggle}
    >
      <Icon size={17} fill="currentColor" aria-hidden="true" />
      {words}
      {status.kind === 'none' && <kbd aria-hidden="true">T</kbd>}
    </Button>
  );
}

/** Which settings of the view are not those of the run on the screen, and what can be done about it. */
function ChangedSettings() {
  const { run, isOwner } = useStore(training.store);
  const settings = useStore(view, (state) =>
    run
      ? changedFields(run.config, state)
          .map((field) => FIELDS[field].shown?.label.toLowerCase())
          .join(', ')
      : '',
  );
  if (!run || settings === '') return null;
  return (
    <div className={setup.card} role="status">
      <p>
        <b>Changed: {settings}.</b> These need a new training; this one goes on as it began.
      </p>
      <span className={setup.pair}>
        <Button disabled={!isOwner} onClick={() => void training.startOver()}>
          Train anew with them
        </Button>
        <Button look="quiet" onClick={() => patchView(toViewFields(run.config, run.goal))}>
          Back to this run’s
        </Button>
      </span>
    </div>
  );
}

/** Start and pause, and how the training stands. */
export function Controls() {
  const kind = useStore(training.store, (state) => state.status.kind);
  return (
    <section className={setup.setup} aria-label="The training">
      <div className={setup.pair}>
        <MainButton />
        <Button
          disabled={kind === 'none'}
          title="Stops, and clears the view for another training; this one stays among the runs"
          onClick={() => void training.show(null)}
        >
          <RotateCcw size={16} aria-hidden="true" /> New
        </Button>
      </div>
      <Status />
      <ChangedSettings />
    </section>
  );
}
