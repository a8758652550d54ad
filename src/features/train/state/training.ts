import { createStore } from 'zustand/vanilla';
import { cancelled, toEngineError } from '../../../engine/protocol/errors';
import type { EngineError, EngineErrorCode } from '../../../engine/protocol/errors';
import type { BackendName, Capability } from '../../../engine/protocol/jobs';
import { MOST_UPDATES } from '../../../engine/protocol/train';
import type { TrainEvent, TrainState } from '../../../engine/protocol/train';
import { requestedBackend } from '../../../state/engine/engine';
import { notify } from '../../../state/notices';
import { patchView, view } from '../../../state/link/view';
import { configOf } from './config';
import { tell } from './listeners';
import { ends, sayMoved } from './recovery';
import { nameOf, TrainingRun } from './run';
import { endTrainer, trainer, watchTrainer } from '../../../state/engine/trainer';

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
/** A training that is left may take so long to end its update before it is cut off. */
const LEAVING_MS = 3000;

/** Updates that are being computed. */
interface Job {
  readonly cancel: AbortController;
  readonly finish: AbortController;
  /** Whether it is to be followed by another, with what has been changed meanwhile. */
  again: boolean;
  ended: Promise<void>;
  /** The backend that it went on before its device or worker was gone. */
  readonly lostOn: BackendName | null;
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
  if (run) tell(run, { kind: 'halted' });
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

/** How many updates follow where the goal is reached. */
export const MORE = 500;

/** Keys and the button: starts, goes on, past the goal too, or lets the update under way end and stops there. */
export function toggleTraining(): void {
  if (!job) {
    const { run, status } = training.getState();
    if (run && status.kind === 'done') {
      retune({ goal: Math.min(run.goal + MORE, MOST_UPDATES) });
      patchView({ trainGoal: run.goal });
    }
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

/** The state of the run on the screen; where it is in training, after the update under way, and it goes on. */
export async function stateNow(): Promise<TrainState | null> {
  const { run, status } = training.getState();
  if (job && run) {
    const { finish, ended } = job;
    // At the goal the state comes with the last measurement.
    if (run.update < run.goal) {
      job.again = status.kind !== 'pausing';
      finish.abort();
    }
    await ended;
  }
  return run?.state ?? null;
}

/** Computes updates of a run until its goal, until it is paused, or until something fails. */
function proceed(run: TrainingRun, lostOn: BackendName | null = null): void {
  const own: Job = {
    cancel: new AbortController(),
    finish: new AbortController(),
    again: false,
    ended: Promise.resolve(),
    lostOn,
  };
  job = own;
  setStatus({ kind: 'starting', download: null });
  own.ended = compute(run, own);
}

async function compute(run: TrainingRun, own: Job): Promise<void> {
  const { state, seconds: before, config, goal } = run;
  const backend = requestedBackend();
  const unwatch = watchTrainer(() => training.getState().updatesPerSecond);
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
        without: ends.abandoned,
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
    failed(run, own, toEngineError(caught));
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
      if (own.lostOn && own.lostOn !== event.capability.backend) sayMoved(event.capability);
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

/** After these the worker cannot be trusted with another update. */
const USELESS: readonly EngineErrorCode[] = ['worker-crashed', 'device-lost', 'out-of-memory', 'internal'];

/** Back to the run's newest copy; where the worker or its device is gone, on from there with another. */
function failed(run: TrainingRun, own: Job, error: EngineError): void {
  const lost = run.rollBack();
  training.setState({ updatesPerSecond: NaN });
  changed();
  if (USELESS.includes(error.code)) endTrainer(cancelled());
  const gone = error.code === 'worker-crashed' || error.code === 'device-lost';
  const leaving = own.finish.signal.aborted && !own.again;
  if (!gone || !ends.note(run.backend) || leaving) {
    setStatus({ kind: 'failed', error });
    tell(run, { kind: 'halted' });
    return;
  }
  const text = `${error.message} The training goes on from update ${run.update}: ${lost} updates are computed again.`;
  notify({ kind: 'warning', text });
  proceed(run, run.backend);
}
