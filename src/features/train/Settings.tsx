import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { Download, Upload } from 'lucide-react';
import { differing, isOther, presetOf } from './state/config';
import { exportRun, importRun } from './state/files';
import { proposal } from './state/proposal';
import { training } from './state/training';
import { patchView, view } from '../../state/link/view';
import type { ViewState } from '../../state/link/fields/table';
import { Button, NumberField, Select } from '../../ui/controls';
import { Explained } from '../../ui/Explained';
import { CARDS } from './cards';
import { CLASSES, DIGITS, NETWORKS, OUTPUTS, SCHEDULE_OPTIONS, WEIGHTINGS } from './options';
import styles from './Setup.module.css';

interface RowProps {
  /** The setting, for what is said where it differs from the run's. */
  of: keyof typeof CARDS;
  name: string;
  /** Said below it. */
  note?: string | undefined;
  children: ReactNode;
}

/** A setting with its card, and a mark where the run on the screen has another value. */
function Row({ of, name, note, children }: RowProps) {
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
      {note && <p className={styles.waits}>{note}</p>}
      {waits && <p className={styles.waits}>Not this run’s: needs a new training.</p>}
    </div>
  );
}

interface SettingProps<K extends keyof ViewState> extends Omit<RowProps, 'children'> {
  field: K;
  /** What else changes with it. */
  along?: (value: ViewState[K]) => Partial<ViewState>;
}

function useSetting<K extends keyof ViewState>({ field, along }: SettingProps<K>) {
  const value = useStore(view, (state) => state[field]);
  const onChange = (next: ViewState[K]): void =>
    patchView({ ...({ [field]: next } as Partial<ViewState>), ...along?.(next) });
  return { value, onChange };
}

/** A setting that is one of a few. */
function Choice<K extends keyof ViewState>(
  props: SettingProps<K> & {
    options: readonly { value: ViewState[K] & (string | number); label: string }[];
  },
) {
  const { of, name, note, options } = props;
  const { value, onChange } = useSetting(props);
  return (
    <Row of={of} name={name} note={note}>
      <Select
        label={name}
        title=""
        value={value as ViewState[K] & (string | number)}
        options={options}
        onChange={onChange}
      />
    </Row>
  );
}

type NumberName = { [K in keyof ViewState]: ViewState[K] extends number ? K : never }[keyof ViewState];

/** A setting that is a number. */
function Quantity(props: SettingProps<NumberName> & { min: number; max: number; step?: number }) {
  const { of, name, min, max, step = 1 } = props;
  const { value, onChange } = useSetting(props);
  return (
    <Row of={of} name={name}>
      <NumberField label={name} title="" value={value} min={min} max={max} step={step} onChange={onChange} />
    </Row>
  );
}

/** What may change while it trains. */
function AtOnce() {
  const run = useStore(training, (state) => state.run);
  const other = useStore(view, (state) => run !== null && isOther(run.config, state));
  return (
    <fieldset className={styles.rows}>
      <legend>
        {other ? 'For the new training, as others are changed' : 'At once, also while it trains'}
      </legend>
      <Quantity of="goal" name="Updates" field="trainGoal" min={1} max={100_000} />
      <Quantity
        of="learningRate"
        name="Learning rate"
        field="trainRate"
        min={0.000001}
        max={1}
        step={0.000001}
      />
    </fieldset>
  );
}

/** What a training is from its first update on. */
function FromTheStart() {
  const made = useStore(proposal, (state) => state.made);
  const proposed = useStore(view, ({ trainNetwork }) => made && trainNetwork === 'small');
  return (
    <fieldset className={styles.rows}>
      <legend>Needs a new training</legend>
      <Choice
        of="network"
        name="Network"
        field="trainNetwork"
        options={NETWORKS}
        along={presetOf}
        note={proposed ? 'Small, because this device has a GPU that computes right.' : undefined}
      />
      <Choice of="digits" name="Digits" field="trainDigits" options={DIGITS} />
      <Choice of="label" name="Classes" field="trainLabel" options={CLASSES} />
      <Choice of="output" name="Predicts" field="trainOutput" options={OUTPUTS} />
      <Choice of="weighting" name="Errors count" field="trainWeighting" options={WEIGHTINGS} />
      <Choice of="schedule" name="Schedule" field="trainSchedule" options={SCHEDULE_OPTIONS} />
      <Quantity of="batch" name="Batch" field="trainBatch" min={1} max={1024} />
      <Quantity of="average" name="Average" field="trainAverage" min={0} max={0.99999} step={0.00001} />
      <Quantity of="seed" name="Seed" field="trainSeed" min={0} max={2 ** 32 - 1} />
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
