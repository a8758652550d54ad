import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Download, Upload } from 'lucide-react';
import { differing, isOther } from '../../state/training/config';
import { exportRun, importRun } from '../../state/training/files';
import { training } from '../../state/training/training';
import { useView } from '../../state/useView';
import { patchView, view } from '../../state/view';
import { Button, NumberField, Select } from '../../ui/controls';
import { Explained } from '../../ui/Explained';
import { CARDS } from './cards';
import { CLASSES, DIGITS, NETWORKS, OUTPUTS, PRESETS, SCHEDULE_OPTIONS, WEIGHTINGS } from './options';
import styles from './Setup.module.css';

interface RowProps {
  /** The setting, for what is said where it differs from the run's. */
  of: keyof typeof CARDS;
  name: string;
  children: ReactNode;
}

/** A setting with its card, and a mark where the run on the screen has another value. */
function Row({ of, name, children }: RowProps) {
  const run = useStore(training, (state) => state.run);
  useStore(training, (state) => state.changes);
  const waits = useStore(
    view,
    (state) => run !== null && of !== 'goal' && differing(run.config, state).includes(of),
  );
  return (
    <div className={styles.row}>
      <Explained name={name} card={CARDS[of]}>
        {children}
      </Explained>
      {waits && <p className={styles.waits}>Not this run’s: needs a new training.</p>}
    </div>
  );
}

/** What may change while it trains. */
function AtOnce() {
  const { trainGoal, trainRate } = useView('trainGoal', 'trainRate');
  const run = useStore(training, (state) => state.run);
  const other = useStore(view, (state) => run !== null && isOther(run.config, state));
  return (
    <fieldset className={styles.rows}>
      <legend>
        {other ? 'For the new training, as others are changed' : 'At once, also while it trains'}
      </legend>
      <Row of="goal" name="Updates">
        <NumberField
          label="Updates"
          title=""
          value={trainGoal}
          min={1}
          max={100_000}
          onChange={(goal) => patchView({ trainGoal: goal })}
        />
      </Row>
      <Row of="learningRate" name="Learning rate">
        <NumberField
          label="Learning rate"
          title=""
          value={trainRate}
          min={0.000001}
          max={1}
          step={0.000001}
          onChange={(rate) => patchView({ trainRate: rate })}
        />
      </Row>
    </fieldset>
  );
}

/** What a training is from its first update on. */
function FromTheStart() {
  const state = useView(
    'trainNetwork',
    'trainBatch',
    'trainOutput',
    'trainWeighting',
    'trainSchedule',
    'trainAverage',
    'trainDigits',
    'trainLabel',
    'trainSeed',
  );
  return (
    <fieldset className={styles.rows}>
      <legend>Needs a new training</legend>
      <Row of="network" name="Network">
        <Select
          label="Network"
          title=""
          value={state.trainNetwork}
          options={NETWORKS}
          onChange={(trainNetwork) => patchView({ trainNetwork, ...PRESETS[trainNetwork] })}
        />
      </Row>
      <Row of="digits" name="Digits">
        <Select
          label="Digits"
          title=""
          value={state.trainDigits}
          options={DIGITS}
          onChange={(trainDigits) => patchView({ trainDigits })}
        />
      </Row>
      <Row of="label" name="Classes">
        <Select
          label="Classes"
          title=""
          value={state.trainLabel}
          options={CLASSES}
          onChange={(trainLabel) => patchView({ trainLabel })}
        />
      </Row>
      <Row of="output" name="Predicts">
        <Select
          label="Predicts"
          title=""
          value={state.trainOutput}
          options={OUTPUTS}
          onChange={(trainOutput) => patchView({ trainOutput })}
        />
      </Row>
      <Row of="weighting" name="Errors count">
        <Select
          label="Errors count"
          title=""
          value={state.trainWeighting}
          options={WEIGHTINGS}
          onChange={(trainWeighting) => patchView({ trainWeighting })}
        />
      </Row>
      <Row of="schedule" name="Schedule">
        <Select
          label="Schedule"
          title=""
          value={state.trainSchedule}
          options={SCHEDULE_OPTIONS}
          onChange={(trainSchedule) => patchView({ trainSchedule })}
        />
      </Row>
      <Row of="batch" name="Batch">
        <NumberField
          label="Batch"
          title=""
          value={state.trainBatch}
          min={1}
          max={1024}
          onChange={(trainBatch) => patchView({ trainBatch })}
        />
      </Row>
      <Row of="average" name="Average">
        <NumberField
          label="Average"
          title=""
          value={state.trainAverage}
          min={0}
          max={0.99999}
          step={0.00001}
          onChange={(trainAverage) => patchView({ trainAverage })}
        />
      </Row>
      <Row of="seed" name="Seed">
        <NumberField
          label="Seed"
          title=""
          value={state.trainSeed}
          min={0}
          max={2 ** 32 - 1}
          onChange={(trainSeed) => patchView({ trainSeed })}
        />
      </Row>
    </fieldset>
  );
}

/** What is trained and how, and files. */
export function Settings() {
  const kind = useStore(training, (state) => state.status.kind);
  return (
    <section className={styles.setup} aria-label="Settings of the training">
      <AtOnce />
      <FromTheStart />
      <div>
        <div className={styles.pair}>
          <Button disabled={kind === 'none'} onClick={() => void exportRun()}>
            <Download size={16} aria-hidden="true" /> Save file
          </Button>
          <label className={styles.file}>
            <Upload size={16} aria-hidden="true" /> Open file
            <input
              type="file"
              accept=".safetensors"
              className="visually-hidden"
              onChange={(event) => {
                const file = event.currentTarget.files?.item(0);
                if (file) void importRun(file);
                event.currentTarget.value = '';
              }}
            />
          </label>
        </div>
        <p className={styles.soft}>
          A safetensors file with the weights and all that going on needs, for here and for the train command.
        </p>
      </div>
    </section>
  );
}
