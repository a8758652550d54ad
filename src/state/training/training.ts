import { createStore } from 'zustand/vanilla';
import { cancelled, toEngineError, type EngineError } from '../../engine/protocol/errors';
import type { BackendName } from '../../engine/protocol/jobs';
import { MOST_UPDATES, type TrainEvent, type TrainState } from '../../engine/protocol/train';
import { EngineRestarts } from '../engine/restarts';
import { notify } from '../notices';
import type { TrainEnvironment } from './environment';
import type { TrainingKind } from './trainingKind';
import type { TrainingRun } from './trainingRun';
import { TEXTS } from '../texts';
import { notifyMoved, type TrainingState, type TrainingStatus } from './trainingStatus';

/** Hears what comes to a run, and that it has come to a halt. */
type Listener = (run: TrainingRun, event: TrainEvent | { readonly kind: 'halted' }) => void;

/** Updates that are being computed. */
interface Job {
  readonly run: TrainingRun;
  readonly cancel: AbortController;
  readonly finish: AbortController;
  /** Whether another job follows this one, with what was changed meanwhile. */
  continues: boolean;
  ended: Promise<void>;
  /** The backend that the run was computed on before its device or worker was lost, or one that could not train it. */
  lostBackend: BackendName | null;
}

/** Whether a job ends because somebody wants the training to stop. */
const isStopping = ({ finish, continues }: Job): boolean => finish.signal.aborted && !continues;

/** Test digits that the averaged weights are measured on at the goal: so many, or so many batches if that is less. */
const HELD_OUT = { digits: 2000, batches: 16 };

/** An update that is to be the last may take so long before it is cut off. */
const STOP_TIMEOUT_MS = 3000;

/** After these failures the worker cannot be trusted with another update. */
const FATAL: readonly EngineError['code'][] = ['worker-crashed', 'device-lost', 'out-of-memory', 'internal'];

/** How many updates follow where the goal is reached. */
export const EXTRA_UPDATES = 500;

const isDone = ({ state, goal }: TrainingRun): boolean => (state?.update ?? 0) >= goal;

/**
 * The training in a tab. It is no `task`: it follows no part of the view but is started by hand, stops between two updates
 * with a state to go on from, and takes another goal or learning rate on the way.
 */
export function createTraining(
  { trainer, clock, tab }: Omit<TrainEnvironment, 'openRuns' | 'claimRuns'>,
  kind: TrainingKind,
) {
  const store = createStore<TrainingState>(() => ({
    status: { kind: 'none' },
    run: null,
    changes: 0,
    updatesPerSecond: NaN,
    secondsLeft: NaN,
    capability: null,
    isOwner: true,
  }));
  const listeners = new Set<Listener>();
  const restarts = new EngineRestarts();
  let job: Job | null = null;
  /** Counts how often another run was asked for: only the newest request starts one. */
  let runRequests = 0;

  const setStatus = (status: TrainingStatus): void => store.setState({ status });
  const noteChange = (): void => store.setState(({ changes }) => ({ changes: changes + 1 }));
  const emit: Listener = (run, event) => listeners.forEach((listener) => listener(run, event));

  /** Ends a job at once; what came after the run's newest copy is dropped. */
  function abort(ended: Job): void {
    if (job !== ended) return;
    job = null;
    ended.cancel.abort();
    const { run } = ended;
    run.rollBack();
    setStatus({ kind: run.state ? 'paused' : 'none' });
    noteChange();
    emit(run, { kind: 'halted' });
  }

  /** Stops at the end of the update under way; resolves when nothing is computed any more. */
  async function stopUpdates(): Promise<void> {
    while (job) {
      const stopping = job;
      stopping.continues = false;
      stopping.finish.abort();
      const patience = store.getState().status.kind === 'starting' ? 0 : STOP_TIMEOUT_MS;
      const stopTimer = clock.after(patience, () => abort(stopping));
      await stopping.ended;
      stopTimer();
    }
  }

  /** Computes updates of a run until its goal, until it is paused, or until something fails. */
  function startUpdates(run: TrainingRun, lostBackend: BackendName | null = null): void {
    job = {
      run,
      cancel: new AbortController(),
      finish: new AbortController(),
      continues: false,
      ended: Promise.resolve(),
      lostBackend,
    };
    setStatus({ kind: 'starting', download: null });
    job.ended = compute(job);
  }

  async function compute(current: Job): Promise<void> {
    const { run, cancel, finish } = current;
    const { signal } = cancel;
    const { config, goal, state, seconds: secondsBefore } = run;
    try {
      const backend = tab.backend();
      const request = {
        config,
        goal,
        heldOut: Math.min(HELD_OUT.digits, HELD_OUT.batches * config.batch),
        baseUrl: tab.baseUrl(),
        ...(state && { from: state }),
        ...(backend && { backend }),
        without: restarts.abandoned,
        ...kind.dataOf?.(run),
      };
      const result = await trainer.runWatched('train', request, () => store.getState().updatesPerSecond, {
        signal,
        finish: finish.signal,
        onEvent: (event) => {
          if (signal.aborted) return;
          run.receive(event);
          if (event.kind === 'progress') run.seconds = secondsBefore + event.seconds;
          follow(event, current);
          emit(run, event);
        },
      });
      signal.throwIfAborted();
      run.complete(result);
      run.seconds = secondsBefore + result.seconds;
      job = null;
      noteChange();
      emit(run, { kind: 'halted' });
      if (current.continues && !isDone(run)) startUpdates(run);
      else setStatus({ kind: isDone(run) ? 'done' : 'paused' });
    } catch (caught) {
      if (!signal.aborted) fail(current, toEngineError(caught));
    }
  }

  /** Shows what the trainer says. */
  function follow(event: TrainEvent, current: Job): void {
    const { lostBackend } = current;
    switch (event.kind) {
      case 'download':
        if (store.getState().status.kind === 'starting') setStatus({ kind: 'starting', download: event });
        break;
      case 'refused':
        current.lostBackend = event.backend;
        break;
      case 'started':
        store.setState({ capability: event.capability });
        if (lostBackend && lostBackend !== event.capability.backend) notifyMoved(event.capability);
        setStatus({ kind: isStopping(current) ? 'pausing' : 'running' });
        break;
      case 'progress':
        store.setState({ updatesPerSecond: event.updatesPerSecond, secondsLeft: event.secondsLeft });
        noteChange();
        break;
      case 'milestone':
        noteChange();
        break;
      case 'losses': // The run has taken these in already (run.ts, receive).
      case 'mirror':
    }
  }

  /** Goes back to the run's newest copy; where the worker or its device is lost, goes on from there with another. */
  function fail(failed: Job, error: EngineError): void {
    const { run } = failed;
    job = null;
    const lostUpdates = run.rollBack();
    store.setState({ updatesPerSecond: NaN });
    noteChange();
    if (FATAL.includes(error.code)) trainer.end(cancelled());
    const isLost = error.code === 'worker-crashed' || error.code === 'device-lost';
    if (!isLost || !restarts.note(run.backend) || isStopping(failed)) {
      setStatus({ kind: 'failed', error });
      emit(run, { kind: 'halted' });
      return;
    }
    const text = `${error.message} ${TEXTS.trainingLost(run.update, lostUpdates)}`;
    notify({ kind: 'warning', text });
    startUpdates(run, run.backend);
  }

  const isTraining = (): boolean => job !== null;

  /** Whether this tab may train; says why where it may not. */
  function mayTrain(): boolean {
    const { isOwner } = store.getState();
    if (!isOwner) notify({ kind: 'info', text: TEXTS.otherTabTrains });
    return isOwner;
  }

  /** Puts a run, which stands still, on the screen, or none. */
  function setRun(run: TrainingRun | null): void {
    store.setState({ run, updatesPerSecond: NaN, secondsLeft: NaN });
    setStatus({ kind: run === null ? 'none' : isDone(run) ? 'done' : 'paused' });
    noteChange();
  }

  /** Shows a run, or none; the one before stops and is left as it is. */
  async function show(run: TrainingRun | null): Promise<void> {
    runRequests++;
    await stopUpdates();
    setRun(run);
  }

  /** Starts a training from random weights, as the view asks for it. The one before stays among the runs. */
  async function startOver(): Promise<void> {
    if (!mayTrain()) return;
    const request = ++runRequests;
    await stopUpdates();
    if (request !== runRequests) return;
    const run = kind.newRun();
    setRun(run);
    startUpdates(run);
  }

  /** Goes on with the run on the screen, or starts one where there is none. */
  function resume(): void {
    const { run } = store.getState();
    if (job || !mayTrain()) return;
    if (!run) void startOver();
    else if (run.update < run.goal) startUpdates(run);
  }

  /** Starts or goes on, past the goal too; where it trains, pauses at the end of the update under way. */
  function toggle(): void {
    const { run, status } = store.getState();
    if (job) {
      if (status.kind !== 'starting') setStatus({ kind: 'pausing' });
      void stopUpdates();
      return;
    }
    if (run && status.kind === 'done') {
      retune({ goal: Math.min(run.goal + EXTRA_UPDATES, MOST_UPDATES) });
      kind.onGoal(run.goal);
    }
    resume();
  }

  /** Changes what may change while a run goes on. It takes effect at the next update. The goal is never below what is done. */
  function retune(change: { readonly goal?: number; readonly learningRate?: number }): void {
    const { run, status } = store.getState();
    if (!run) return;
    const goal = Math.max(change.goal ?? run.goal, run.update);
    const learningRate = change.learningRate ?? run.config.learningRate;
    if (goal === run.goal && learningRate === run.config.learningRate) return;
    run.goal = goal;
    run.config = { ...run.config, learningRate };
    if (job) {
      job.continues = status.kind !== 'pausing';
      job.finish.abort();
    } else if (status.kind === 'paused' || status.kind === 'done') {
      setStatus({ kind: run.update >= run.goal ? 'done' : 'paused' });
    }
    noteChange();
  }

  /** The state of the run on the screen. Where it is in training, it comes after the update under way, and the run goes on. */
  async function currentState(): Promise<TrainState | null> {
    const { run, status } = store.getState();
    if (job && run) {
      const { finish, ended } = job;
      // At the goal the state comes with the last measurement.
      if (run.update < run.goal) {
        job.continues = status.kind !== 'pausing';
        finish.abort();
      }
      await ended;
    }
    return run?.state ?? null;
  }

  /** Calls the listener with everything that comes to a run, after the run has taken it in. */
  const onEvent = (listener: Listener): void => void listeners.add(listener);

  return { store, onEvent, isTraining, mayTrain, show, startOver, resume, toggle, retune, currentState };
}

export type Training = ReturnType<typeof createTraining>;
