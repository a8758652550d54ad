import { useStore } from 'zustand';
import { Pause, Play, RotateCcw } from 'lucide-react';
import { changedFields, toViewFields } from './state/config';
import { training } from './state/stores';
import { EXTRA_UPDATES } from '../../state/training/training';
import { isBusy } from '../../state/training/trainingStatus';
import { FIELDS } from '../../state/link/fields/table';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Status } from './Status';
import { TEXTS } from './texts';
import setup from './Setup.module.css';
import styles from './Controls.module.css';

function MainButton() {
  const { status, isOwner } = useStore(training.store);
  const Icon = isBusy(status) ? Pause : Play;
  return (
    <Button
      look="primary"
      className={styles.main}
      title={TEXTS.mainTitle}
      // While it pauses it keeps the focus: disabled, it would lose it to New, and the next Space would clear the view.
      disabled={!isOwner}
      onClick={training.toggle}
    >
      <Icon size={17} fill="currentColor" aria-hidden="true" />
      {status.kind === 'done' ? TEXTS.more(EXTRA_UPDATES) : TEXTS.main[status.kind]}
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
        <b>{TEXTS.changed(settings)}</b>
        {TEXTS.changedMeans}
      </p>
      <span className={setup.pair}>
        <Button disabled={!isOwner} onClick={() => void training.startOver()}>
          {TEXTS.restart}
        </Button>
        <Button look="quiet" onClick={() => patchView(toViewFields(run.config, run.goal))}>
          {TEXTS.keepSettings}
        </Button>
      </span>
    </div>
  );
}

/** Start and pause, and how the training stands. On a phone they stay at the bottom of the screen. */
export function Controls({ className = '' }: { className?: string | undefined }) {
  const kind = useStore(training.store, (state) => state.status.kind);
  return (
    <section className={`${styles.controls} ${className}`} aria-label={TEXTS.controls}>
      <div className={styles.buttons}>
        <MainButton />
        <Button disabled={kind === 'none'} title={TEXTS.freshTitle} onClick={() => void training.show(null)}>
          <RotateCcw size={16} aria-hidden="true" /> {TEXTS.fresh}
        </Button>
      </div>
      <Status />
      <ChangedSettings />
    </section>
  );
}
