import { useStore } from 'zustand';
import { Pause, Play, RotateCcw } from 'lucide-react';
import { changedFields, viewOf } from './state/config';
import { training } from './state/stores';
import { MORE } from './state/training';
import { isBusy } from './state/trainingStatus';
import { FIELDS } from '../../state/link/fields/table';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Status } from './Status';
import setup from './Setup.module.css';
import styles from './Controls.module.css';

function MainButton() {
  const status = useStore(training.store, (state) => state.status);
  const owner = useStore(training.store, (state) => state.owner);
  const words = {
    none: 'Train',
    starting: 'Starting …',
    running: 'Pause',
    pausing: 'Pausing …',
    paused: 'Go on',
    done: `${MORE} more`,
    failed: 'Go on',
  }[status.kind];
  return (
    <Button
      look="primary"
      className={styles.main}
      disabled={!owner || status.kind === 'pausing'}
      onClick={training.toggle}
    >
      {isBusy(status) ? (
        <Pause size={17} fill="currentColor" aria-hidden="true" />
      ) : (
        <Play size={17} fill="currentColor" aria-hidden="true" />
      )}
      {words}
      {status.kind === 'none' && <kbd aria-hidden="true">T</kbd>}
    </Button>
  );
}

/** Which settings of the view are not those of the run on the screen, and what can be done about it. */
function Changed() {
  const run = useStore(training.store, (state) => state.run);
  useStore(training.store, (state) => state.changes);
  const settings = useStore(view, (state) =>
    run
      ? changedFields(run.config, state)
          .map((field) => FIELDS[field].shown?.label.toLowerCase())
          .join(', ')
      : '',
  );
  const owner = useStore(training.store, (state) => state.owner);
  if (!run || settings === '') return null;
  return (
    <div className={setup.card} role="status">
      <p>
        <b>Changed: {settings}.</b> These need a new training; this one goes on as it began.
      </p>
      <span className={setup.pair}>
        <Button disabled={!owner} onClick={() => void training.startOver()}>
          Train anew with them
        </Button>
        <Button look="quiet" onClick={() => patchView(viewOf(run.config, run.goal))}>
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
      <Changed />
    </section>
  );
}
