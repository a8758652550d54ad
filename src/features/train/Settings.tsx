import { useStore } from 'zustand';
import { Download, Upload } from 'lucide-react';
import { changedFields, needsNewTraining, presetFields } from './state/config';
import { proposal } from './state/proposal';
import { files, training } from './state/stores';
import { reaches } from '../../state/level';
import { isAtStart } from '../../state/link/codec';
import { FIELDS, type ViewState } from '../../state/link/fields/table';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Explained } from '../../ui/Explained';
import { Setting } from '../common/setting/Setting';
import { RichCard } from '../common/glossary/Rich';
import { CARDS, TEXTS } from './texts';
import setup from './Setup.module.css';
import styles from './Settings.module.css';

interface RowProps<K extends keyof typeof CARDS> {
  field: K;
  /** What else changes with it. */
  along?: (value: ViewState[K]) => Partial<ViewState>;
  /** Stands below it. */
  note?: string | false;
}

/** A setting with its card. It says so where the run on the screen has another value and cannot take this one. */
function Row<K extends keyof typeof CARDS>({ field, along, note }: RowProps<K>) {
  const run = useStore(training.store, (state) => state.run);
  useStore(training.store, (state) => state.changes);
  const differs = useStore(view, (state) => run !== null && changedFields(run.config, state).includes(field));
  const isShown = useStore(
    view,
    (state) => reaches(state.level, FIELDS[field].shown?.level ?? 'picture') || !isAtStart(field, state),
  );
  if (!isShown) return null;
  return (
    <div className={styles.row}>
      <Explained name={FIELDS[field].shown?.label ?? ''} card={<RichCard parts={CARDS[field]} />}>
        <Setting field={field} title="" {...(along && { along })} />
      </Explained>
      {note && <p className={styles.note}>{note}</p>}
      {differs && <p className={styles.note}>{TEXTS.differs}</p>}
    </div>
  );
}

/** What may change while it trains. */
function LiveSettings() {
  const run = useStore(training.store, (state) => state.run);
  const isForNewTraining = useStore(view, (state) => run !== null && needsNewTraining(run.config, state));
  return (
    <fieldset className={styles.rows}>
      <legend>{isForNewTraining ? TEXTS.liveSettingsLater : TEXTS.liveSettings}</legend>
      <Row field="trainGoal" />
      <Row field="trainRate" />
    </fieldset>
  );
}

/** What a training is from its first update on. */
function StartSettings() {
  const made = useStore(proposal, (state) => state.made);
  const isProposed = useStore(view, ({ trainNetwork }) => made && trainNetwork === 'small');
  return (
    <fieldset className={styles.rows}>
      <legend>{TEXTS.startSettings}</legend>
      <Row field="trainNetwork" along={presetFields} note={isProposed && TEXTS.proposed} />
      <Row field="trainDigits" />
      <Row field="trainLabel" />
      <Row field="trainOutput" />
      <Row field="trainWeighting" />
      <Row field="trainSchedule" />
      <Row field="trainBatch" />
      <Row field="trainAverage" />
      <Row field="trainSeed" />
    </fieldset>
  );
}

/** What is trained and how. */
export function Settings({ className }: { className?: string | undefined }) {
  return (
    <section className={className} aria-label={TEXTS.settings}>
      <LiveSettings />
      <StartSettings />
    </section>
  );
}

/** Trainings as files. */
export function Files() {
  const kind = useStore(training.store, (state) => state.status.kind);
  return (
    <div>
      <div className={setup.pair}>
        <Button disabled={kind === 'none'} onClick={() => void files.exportRun()}>
          <Download size={16} aria-hidden="true" /> {TEXTS.saveFile}
        </Button>
        <label className={styles.file}>
          <Upload size={16} aria-hidden="true" /> {TEXTS.openFile}
          <input
            type="file"
            accept=".safetensors"
            className="visually-hidden"
            onChange={(event) => {
              const file = event.currentTarget.files?.item(0);
              if (file) void files.importRun(file);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <p className={setup.soft}>{TEXTS.fileAbout}</p>
    </div>
  );
}
