import { useStore } from 'zustand';
import { Download, Pause, Play, RotateCcw, Upload } from 'lucide-react';
import { SCHEDULES } from '../../diffusion/schedule';
import { differing, viewOf } from '../../state/training/config';
import { exportRun, importRun } from '../../state/training/files';
import { retune, show, startOver, toggleTraining, training } from '../../state/training/training';
import { useView } from '../../state/useView';
import { patchView, view } from '../../state/view';
import { ANY_DIGIT, TRAINING_SIZES } from '../../state/viewCodec';
import { Button, NumberField, Select } from '../../ui/controls';
import { Status } from './Status';
import styles from './Setup.module.css';

const OUTPUTS = [
  { value: 'v', label: 'v, the velocity' },
  { value: 'epsilon', label: 'ε, the noise' },
  { value: 'x0', label: 'x₀, the digit' },
] as const;
const WEIGHTINGS = [
  { value: 'v', label: 'as v' },
  { value: 'epsilon', label: 'as ε' },
  { value: 'x0', label: 'as x₀' },
  { value: 'snr-clipped', label: 'as x₀, SNR ≤ 5' },
] as const;
const DIGITS = TRAINING_SIZES.map((value) => ({ value, label: value.toLocaleString('en') }));
const CLASSES = [
  { value: ANY_DIGIT, label: 'all' },
  ...Array.from({ length: 10 }, (_, digit) => ({ value: digit, label: `only ${digit}` })),
];
const SCHEDULE_OPTIONS = SCHEDULES.map((value) => ({ value, label: value }));
const NETWORKS = [
  { value: 'tiny', label: 'tiny, 14 × 14' },
  { value: 'small', label: 'small, 28 × 28' },
  { value: 'shipped', label: 'the shipped one' },
  { value: 'seed', label: 'the text’s U-Net' },
] as const;

/** What each network is trained with unless something else is chosen; the text's U-Net as the text has it. */
const ROBUST = { trainOutput: 'v', trainWeighting: 'v', trainBatch: 128 } as const;
const PRESETS = {
  tiny: { ...ROBUST, trainRate: 0.005 },
  small: { ...ROBUST, trainRate: 0.004 },
  shipped: { ...ROBUST, trainRate: 0.004 },
  seed: { trainOutput: 'epsilon', trainWeighting: 'epsilon', trainBatch: 32, trainRate: 0.0002 },
} as const;

const NOW = 'Takes effect at once, also while it trains, unless other settings are changed.';
const RESTART = 'Counts from the next training on.';

/** How many updates the button adds once the goal is reached. */
const MORE = 500;

function press(): void {
  const { run, status } = training.getState();
  if (run && status.kind === 'done') {
    retune({ goal: run.goal + MORE });
    patchView({ trainGoal: run.goal });
  }
  toggleTraining();
}

function MainButton() {
  const status = useStore(training, (state) => state.status);
  const owner = useStore(training, (state) => state.owner);
  const busy = status.kind === 'starting' || status.kind === 'running' || status.kind === 'pausing';
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
      title="Space"
      onClick={press}
    >
      {busy ? (
        <Pause size={17} fill="currentColor" aria-hidden="true" />
      ) : (
        <Play size={17} fill="currentColor" aria-hidden="true" />
      )}
      {words}
    </Button>
  );
}

/** The settings as their fields are called. */
const WORDS = {
  network: 'network',
  seed: 'seed',
  batch: 'batch',
  learningRate: 'learning rate',
  output: 'predicts',
  weighting: 'errors count',
  schedule: 'schedule',
  average: 'average',
  digits: 'digits',
  label: 'classes',
} as const;

/** What the changed settings would do, where they are not those of the run on the screen. */
function Changed() {
  const run = useStore(training, (state) => state.run);
  useStore(training, (state) => state.changes);
  const settings = useStore(view, (state) =>
    run
      ? differing(run.config, state)
          .map((name) => WORDS[name])
          .join(', ')
      : '',
  );
  const owner = useStore(training, (state) => state.owner);
  if (!run || settings === '') return null;
  return (
    <div className={styles.note} role="status">
      <p>Changed: {settings}. These count from the next training on; this one goes on as it began.</p>
      <span className={styles.pair}>
        <Button disabled={!owner} onClick={() => void startOver()}>
          Train anew with them
        </Button>
        <Button look="quiet" onClick={() => patchView(viewOf(run.config, run.goal))}>
          Back to this run’s
        </Button>
      </span>
    </div>
  );
}

/** Start and pause, and how it stands. */
export function Controls() {
  const kind = useStore(training, (state) => state.status.kind);
  return (
    <section className={styles.setup} aria-label="The training">
      <div className={styles.buttons}>
        <MainButton />
        <Button
          disabled={kind === 'none'}
          title="Stops, and clears the view for another training; this one stays among the runs"
          onClick={() => void show(null)}
        >
          <RotateCcw size={16} aria-hidden="true" /> New
        </Button>
      </div>
      <Status />
      <Changed />
    </section>
  );
}

/** What is trained and how, and files. */
export function Settings() {
  const kind = useStore(training, (state) => state.status.kind);
  const state = useView(
    'trainNetwork',
    'trainGoal',
    'trainBatch',
    'trainRate',
    'trainOutput',
    'trainWeighting',
    'trainSchedule',
    'trainAverage',
    'trainDigits',
    'trainLabel',
    'trainSeed',
  );
  return (
    <section className={styles.setup} aria-label="Settings of the training">
      <div className={styles.rows}>
        <Select
          label="Network"
          title={`tiny: 69 k parameters, 3 million multiply-adds a picture. small: 446 k, 24 million. The shipped one: 940 k, 62 million. The U-Net of the founding text: 350 million; it knows no classes. ${RESTART}`}
          value={state.trainNetwork}
          options={NETWORKS}
          onChange={(trainNetwork) => patchView({ trainNetwork, ...PRESETS[trainNetwork] })}
        />
        <NumberField
          label="Updates"
          title={`Goal: number of the last update, 1 to 100,000. ${NOW}`}
          value={state.trainGoal}
          min={1}
          max={100_000}
          onChange={(trainGoal) => patchView({ trainGoal })}
        />
        <NumberField
          label="Learning rate"
          title={`Learning rate after the warm-up of 50 updates, up to 1. ${NOW}`}
          value={state.trainRate}
          min={0.000001}
          max={1}
          step={0.000001}
          onChange={(trainRate) => patchView({ trainRate })}
        />
        <Select
          label="Digits"
          title={`How many of MNIST’s training digits. ${RESTART}`}
          value={state.trainDigits}
          options={DIGITS}
          onChange={(trainDigits) => patchView({ trainDigits })}
        />
        <Select
          label="Classes"
          title={`All ten classes, or one alone. ${RESTART}`}
          value={state.trainLabel}
          options={CLASSES}
          onChange={(trainLabel) => patchView({ trainLabel })}
        />
        <Select
          label="Predicts"
          title={`What the network’s output is taken for. The three are equivalent but for how errors grow: v stays harmless at both ends of t. ${RESTART}`}
          value={state.trainOutput}
          options={OUTPUTS}
          onChange={(trainOutput) => patchView({ trainOutput })}
        />
        <Select
          label="Errors count"
          title={`In which quantity errors count the same at every t: the weight of |ε − ε̂|². ${RESTART}`}
          value={state.trainWeighting}
          options={WEIGHTINGS}
          onChange={(trainWeighting) => patchView({ trainWeighting })}
        />
        <Select
          label="Schedule"
          title={`β of the noise. ${RESTART}`}
          value={state.trainSchedule}
          options={SCHEDULE_OPTIONS}
          onChange={(trainSchedule) => patchView({ trainSchedule })}
        />
        <NumberField
          label="Batch"
          title={`Pictures in an update, 1 to 1,024. ${RESTART}`}
          value={state.trainBatch}
          min={1}
          max={1024}
          onChange={(trainBatch) => patchView({ trainBatch })}
        />
        <NumberField
          label="Average"
          title={`Longest decay of the weights’ moving average (EMA), which draws the samples. ${RESTART}`}
          value={state.trainAverage}
          min={0}
          max={0.99999}
          step={0.00001}
          onChange={(trainAverage) => patchView({ trainAverage })}
        />
        <NumberField
          label="Seed"
          title={`Initial weights, batches and noise follow from it. ${RESTART}`}
          value={state.trainSeed}
          min={0}
          max={2 ** 32 - 1}
          onChange={(trainSeed) => patchView({ trainSeed })}
        />
      </div>
      <div className={styles.pair}>
        <Button
          disabled={kind === 'none'}
          title="The averaged weights, the settings and all that going on needs, as a safetensors file"
          onClick={() => void exportRun()}
        >
          <Download size={16} aria-hidden="true" /> Save file
        </Button>
        <label className={styles.file} title="A safetensors file that was saved here or by the train command">
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
    </section>
  );
}
