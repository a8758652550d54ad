import { createStore } from 'zustand/vanilla';
import { cancelled, toEngineError } from '../../engine/protocol/errors';
import type { EngineError } from '../../engine/protocol/errors';
import type { Capability } from '../../engine/protocol/jobs';
import type { TrainEvent } from '../../engine/protocol/train';
import { requestedBackend } from '../capability';
import { notify } from '../notices';
import { view } from '../view';
import { configOf } from './config';
import { TrainingRun } from './run';
import { endTrainer, trainer, watchTrainer } from './trainer';

export type TrainingStatus =
  /** Nothing has been trained yet, or it was reset. */
  | { kind: 'none' }
  | { kind: 'starting'; download: { loaded: number; total: number } | null }
  | { kind: 'running' }
  | { kind: 'pausing' }
  | { kind: 'paused' }
  | { kind: 'done' }
  | { kind: 'failed'; error: EngineError };

interface TrainingState {
  status: TrainingStatus;
  /** The run on the screen. What is in it changes without notice; `changes` counts how often. */
  run: TrainingRun | null;
  changes: number;
  updatesPerSecond: number;
  secondsLeft: number;
  capability: Capability | null;
}

/** The training in this tab. */
export const training = createStore<TrainingState>(() => ({
  status: { kind: 'none' },
  run: null,
  changes: 0,
  updatesPerSecond: NaN,
  secondsLeft: NaN,
  capability: null,
}));

/** Test digits that the averaged weights are measured on at the goal. */
const HELD_OUT = 2000;
/** A worker that has ended more often than this within this time is not started again without being asked. */
const RESTARTS = { most: 2, ms: 60_000 };
/** How long the trainer may be silent: at least this, or some updates; before the first one it may have to compile. */
const SILENT_MS = 6000;
const SILENT_UPDATES = 8;
const COMPILING_MS = 90_000;

/** What is told to those who keep runs: a run has a new copy, a milestone, or has come to a halt. */
type Listener = (run: TrainingRun, event: TrainEvent | { readonly kind: 'halted' }) => void;
const listeners = new Set<Listener>();

/** Tells everything that comes to a run. Returns how to stop. */
export function onTraining(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

interface Job {
  readonly cancel: AbortController;
  readonly finish: AbortController;
}
let job: Job | null = null;

const isCancelled = ({ cancel }: Job): boolean => cancel.signal.aborted;

const setStatus = (status: TrainingStatus): void => training.setState({ status });
const changed = (): void => training.setState(({ changes }) => ({ changes: changes + 1 }));

/** Whether updates are being computed, or are about to be. */
export function isTraining(): boolean {
  return job !== null;
}

/** Shows a run, which stands still. */
export function show(run: TrainingRun | null): void {
  halt();
  const goal = run && run.state && run.state.update >= run.goal;
  training.setState({
    run,
    status: { kind: run === null ? 'none' : goal ? 'done' : 'paused' },
    updatesPerSecond: NaN,
    secondsLeft: NaN,
  });
  changed();
}

/** Ends what is being computed at once; what came after the run's newest copy is dropped. */
function halt(): void {
  const { run } = training.getState();
  if (!job) return;
  job.cancel.abort();
  job = null;
  run?.rollBack();
}

/** A name that tells runs apart: network, output, seed. */
function nameOf(run: TrainingRun['config']): string {
  const of = run.label < 10 ? `, only ${run.label}` : '';
  return `${run.network} · ${run.output} · seed ${run.seed}${of}`;
}

/** Starts a training from random weights with the view's settings. The one before stays among the runs. */
export function startOver(): void {
  halt();
  const state = view.getState();
  const config = configOf(state);
  const run = new TrainingRun(crypto.randomUUID(), nameOf(config), Date.now(), config, state.trainGoal);
  training.setState({ run, updatesPerSecond: NaN, secondsLeft: NaN });
  changed();
  void proceed(run);
}

/** Goes on with the run on the screen, or starts one where there is none. */
export function resume(): void {
  const { run, status } = training.getState();
  if (job) return;
  if (!run || status.kind === 'none') startOver();
  else if (run.update < run.goal) void proceed(run);
}

/** Lets the update under way end and stops there. */
function pauseTraining(): void {
  if (!job) return;
  if (training.getState().status.kind === 'starting') {
    const { run } = training.getState();
    halt();
    setStatus({ kind: run?.state ? 'paused' : 'none' });
    return;
  }
  job.finish.abort();
  setStatus({ kind: 'pausing' });
}

/** Space and the button. */
export function toggleTraining(): void {
  if (job) pauseTraining();
  else resume();
}

/** Stops, and clears the screen for another run; the one that was there stays among the runs. */
export function reset(): void {
  show(null);
}

/** Changes what may change while a run goes on: its goal and its learning rate. Both take effect at the next update. */
export function retune({ goal, learningRate }: { goal: number; learningRate: number }): void {
  const { run, status } = training.getState();
  if (!run || (run.goal === goal && run.config.learningRate === learningRate)) return;
  run.goal = Math.max(goal, run.update);
  run.config = { ...run.config, learningRate };
  if (job && status.kind === 'running') {
    job.finish.abort();
    job = null; // The job under way ends by itself and is followed by this one.
    void proceed(run);
  } else if (!job && (status.kind === 'paused' || status.kind === 'done')) {
    setStatus({ kind: run.update >= run.goal ? 'done' : 'paused' });
  }
  changed();
}

/** Computes updates of a run until its goal, until it is paused, or until something fails. */
async function proceed(run: TrainingRun): Promise<void> {
  const before = running;
  const own: Job = { cancel: new AbortController(), finish: new AbortController() };
  job = own;
  setStatus({ kind: 'starting', download: null });
  running = before.then(() => compute(run, own));
  await running;
}
/** The computation under way: the next one waits for it, because it goes on from what this one ends with. */
let running: Promise<void> = Promise.resolve();

async function compute(run: TrainingRun, own: Job): Promise<void> {
  if (isCancelled(own)) return;
  const { state, seconds: before } = run;
  const backend = requestedBackend();
  const unwatch = watchTrainer(patience);
  const onEvent = (event: TrainEvent): void => {
    if (isCancelled(own)) return;
    run.receive(event);
    if (event.kind === 'progress') run.seconds = before + event.seconds;
    follow(event, own);
    tell(run, event);
  };
  try {
    const result = await trainer().run(
      'train',
      {
        config: run.config,
        goal: run.goal,
        heldOut: HELD_OUT,
        baseUrl: new URL('.', document.baseURI).href,
        ...(state && { from: state }),
        ...(backend && { backend }),
      },
      { signal: own.cancel.signal, finish: own.finish.signal, onEvent },
    );
    run.state = result.state;
    run.seconds = before + result.seconds;
    if (result.heldOutLoss !== undefined) run.losses.addHeldOut(result.state.update, result.heldOutLoss);
    if (own === job) {
      job = null;
      setStatus({ kind: result.state.update >= run.goal ? 'done' : 'paused' });
    }
    changed();
    tell(run, { kind: 'halted' });
  } catch (caught) {
    if (own !== job || isCancelled(own)) return;
    job = null;
    failed(run, toEngineError(caught));
  } finally {
    unwatch();
  }
}

/** Shows what the trainer tells. */
function follow(event: TrainEvent, own: Job): void {
  const { status } = training.getState();
  switch (event.kind) {
    case 'download':
      if (status.kind === 'starting') setStatus({ kind: 'starting', download: event });
      break;
    case 'started':
      training.setState({ capability: event.capability });
      if (own === job) setStatus({ kind: own.finish.signal.aborted ? 'pausing' : 'running' });
      break;
    case 'progress':
      training.setState({ updatesPerSecond: event.updatesPerSecond, secondsLeft: event.secondsLeft });
      changed();
      break;
    case 'milestone':
      changed();
      break;
    case 'losses':
    case 'mirror':
      break;
    default:
      event satisfies never;
  }
}

function tell(run: TrainingRun, event: TrainEvent | { readonly kind: 'halted' }): void {
  for (const listener of listeners) listener(run, event);
}

function patience(): number {
  const { updatesPerSecond } = training.getState();
  if (!(updatesPerSecond > 0)) return COMPILING_MS;
  return Math.max(SILENT_MS, (1000 * SILENT_UPDATES) / updatesPerSecond);
}

let restarts: number[] = [];

/** Back to the run's newest copy; where the worker or its device is gone, on from there with another. */
function failed(run: TrainingRun, error: EngineError): void {
  const lost = run.rollBack();
  const update = run.state?.update ?? 0;
  changed();
  if (error.code !== 'worker-crashed' && error.code !== 'device-lost') {
    setStatus({ kind: 'failed', error });
    return;
  }
  endTrainer(cancelled());
  restarts = [...restarts.filter((at) => performance.now() - at < RESTARTS.ms), performance.now()];
  if (restarts.length > RESTARTS.most) {
    setStatus({ kind: 'failed', error });
    return;
  }
  notify({
    kind: 'warning',
    text: `${error.message} The training goes on from update ${update}: ${lost} updates are computed again.`,
  });
  void proceed(run);
}
