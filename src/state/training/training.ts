import { createStore } from 'zustand/vanilla';
import { cancelled, toEngineError } from '../../engine/protocol/errors';
import type { EngineError } from '../../engine/protocol/errors';
import type { Capability } from '../../engine/protocol/jobs';
import type { TrainEvent } from '../../engine/protocol/train';
import { requestedBackend } from '../capability';
import { notify } from '../notices';
import { view } from '../view';
import { configOf, isOther } from './config';
import { tell } from './listeners';
import { nameOf, TrainingRun } from './run';
import { endTrainer, trainer, watchTrainer } from './trainer';

export type TrainingStatus =
  /** Nothing has been trained yet, or the screen was cleared. */
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
  /** Whether this tab may train; of several tabs one may. */
  owner: boolean;
}

/** The training in this tab. */
export const training = createStore<TrainingState>(() => ({
  status: { kind: 'none' },
  run: null,
  changes: 0,
  updatesPerSecond: NaN,
  secondsLeft: NaN,
  capability: null,
  owner: true,
}));

/** Test digits that the averaged weights are measured on at the goal: so many, or so many batches if that is less. */
const HELD_OUT = { digits: 2000, batches: 16 };
/** A worker that has ended more often than this within this time is not started again without being asked. */
const RESTARTS = { most: 2, ms: 60_000 };
/** How long the trainer may be silent: at least this, or some updates; before the first one it may have to compile. */
const SILENT_MS = 6000;
const SILENT_UPDATES = 8;
const COMPILING_MS = 90_000;
/** A training that is left may take so long to end its update before it is cut off. */
const LEAVING_MS = 3000;

/** Updates that are being computed. */
interface Job {
  readonly cancel: AbortController;
  readonly finish: AbortController;
  /** Whether it is to be followed by another, with what has been changed meanwhile. */
  again: boolean;
  ended: Promise<void>;
}
let job: Job | null = null;

const isCancelled = ({ cancel }: Job): boolean => cancel.signal.aborted;

const setStatus = (status: TrainingStatus): void => training.setState({ status });
const changed = (): void => training.setState(({ changes }) => ({ changes: changes + 1 }));

/** Whether updates are being computed, or are about to be. */
export function isTraining(): boolean {
  return job !== null;
}

/** Stands still, at the end of the update under way; resolves when nothing is computed any more. */
async function leave(): Promise<void> {
  const left = job;
  if (!left) return;
  left.again = false;
  left.finish.abort();
  const cut = setTimeout(() => stop(left), training.getState().status.kind === 'starting' ? 0 : LEAVING_MS);
  await left.ended;
  clearTimeout(cut);
}

/** Ends a job at once; what came after the run's newest copy is dropped. */
function stop(stopped: Job): void {
  if (job !== stopped) return;
  job = null;
  stopped.cancel.abort();
  const { run } = training.getState();
  run?.rollBack();
  setStatus({ kind: run?.state ? 'paused' : 'none' });
  changed();
}

/** Shows a run, which stands still, or none; the one before is left as it is. */
export async function show(run: TrainingRun | null): Promise<void> {
  await leave();
  const reached = (run?.state?.update ?? 0) >= (run?.goal ?? 1);
  training.setState({
    run,
    status: { kind: run === null ? 'none' : reached ? 'done' : 'paused' },
    updatesPerSecond: NaN,
    secondsLeft: NaN,
  });
  changed();
}

/** Whether this tab may train; says why where it may not. */
export function mayTrain(): boolean {
  const { owner } = training.getState();
  if (!owner)
    notify({ kind: 'info', text: 'Another tab of this page holds the runs. Close it to train here.' });
  return owner;
}

/** Starts a training from random weights with the view's settings. The one before stays among the runs. */
export async function startOver(): Promise<void> {
  if (!mayTrain()) return;
  await leave();
  const state = view.getState();
  const config = configOf(state);
  const run = new TrainingRun(crypto.randomUUID(), nameOf(config), Date.now(), config, state.trainGoal);
  training.setState({ run, updatesPerSecond: NaN, secondsLeft: NaN });
  changed();
  proceed(run);
}

/** Goes on with the run on the screen, or starts one where there is none. */
export function resume(): void {
  const { run } = training.getState();
  if (job || !mayTrain()) return;
  if (!run) void startOver();
  else if (run.update < run.goal) proceed(run);
}

/** Space and the button: starts, goes on, or lets the update under way end and stops there. */
export function toggleTraining(): void {
  if (!job) {
    resume();
    return;
  }
  if (training.getState().status.kind !== 'starting') setStatus({ kind: 'pausing' });
  void leave();
}

/** Changes what may change while a run goes on: its goal and its learning rate. Both take effect at the next update. */
export function retune({ goal, learningRate }: { goal?: number; learningRate?: number }): void {
  const { run, status } = training.getState();
  if (!run) return;
  const before = { goal: run.goal, learningRate: run.config.learningRate };
  run.goal = Math.max(goal ?? run.goal, run.update);
  run.config = { ...run.config, learningRate: learningRate ?? before.learningRate };
  if (run.goal === before.goal && run.config.learningRate === before.learningRate) return;
  if (job) {
    job.again = status.kind !== 'pausing';
    job.finish.abort();
  } else if (status.kind === 'paused' || status.kind === 'done') {
    setStatus({ kind: run.update >= run.goal ? 'done' : 'paused' });
  }
  changed();
}

/** Computes updates of a run until its goal, until it is paused, or until something fails. */
function proceed(run: TrainingRun): void {
  const own: Job = {
    cancel: new AbortController(),
    finish: new AbortController(),
    again: false,
    ended: Promise.resolve(),
  };
  job = own;
  setStatus({ kind: 'starting', download: null });
  own.ended = compute(run, own);
}

async function compute(run: TrainingRun, own: Job): Promise<void> {
  const { state, seconds: before, config, goal } = run;
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
        config,
        goal,
        heldOut: Math.min(HELD_OUT.digits, HELD_OUT.batches * config.batch),
        baseUrl: new URL('.', document.baseURI).href,
        ...(state && { from: state }),
        ...(backend && { backend }),
      },
      { signal: own.cancel.signal, finish: own.finish.signal, onEvent },
    );
    if (isCancelled(own)) return;
    run.state = result.state;
    run.seconds = before + result.seconds;
    run.goal = Math.max(run.goal, result.state.update);
    if (result.heldOutLoss !== undefined) run.losses.addHeldOut(result.state.update, result.heldOutLoss);
    job = null;
    const reached = result.state.update >= run.goal;
    if (own.again && !reached) proceed(run);
    else setStatus({ kind: reached ? 'done' : 'paused' });
    changed();
    tell(run, { kind: 'halted' });
  } catch (caught) {
    if (isCancelled(own)) return;
    job = null;
    failed(run, toEngineError(caught));
  } finally {
    unwatch();
  }
}

/** Shows what the trainer tells. */
function follow(event: TrainEvent, own: Job): void {
  switch (event.kind) {
    case 'download':
      if (training.getState().status.kind === 'starting') setStatus({ kind: 'starting', download: event });
      break;
    case 'started':
      training.setState({ capability: event.capability });
      setStatus({ kind: own.finish.signal.aborted && !own.again ? 'pausing' : 'running' });
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
  proceed(run);
}

let connected = false;

/**
 * Lets the goal and the learning rate of the view count at once, however they are changed, as long as the view's other
 * settings are the run's: else they are of another training, yet to come. Does so once.
 */
export function connectTraining(): void {
  if (connected) return;
  connected = true;
  view.subscribe((state, before) => {
    const { run } = training.getState();
    if (!run || isOther(run.config, state)) return;
    if (state.trainGoal !== before.trainGoal) retune({ goal: state.trainGoal });
    if (state.trainRate !== before.trainRate || isOther(run.config, before))
      retune({ learningRate: state.trainRate });
  });
}
