import { createStore } from 'zustand/vanilla';
import { LossSeries } from '../../../diffusion/lossSeries';
import type { Milestone } from '../../../engine/protocol/train';
import { notify } from '../../../state/notices';
import type { Removed } from '../../../state/runs/removal';
import type { RunInfo } from '../../../state/runs/run';
import { toRunStoreError } from '../../../state/runs/runError';
import type { RunStoreError } from '../../../state/runs/runError';
import { openRunStore } from '../../../state/runs/runStore';
import { claimRuns } from './tabLock';
import { TrainingRun } from './run';
import { patchView, view } from '../../../state/link/view';
import { isSettled, viewOf } from './config';
import { connectFields } from './fields';
import { connectHidden } from './hidden';
import { onTraining } from './listeners';
import { proposeNetwork } from './proposal';
import { isTraining, mayTrain, show, training } from './training';

/** Whether what has been trained is kept: 'saved' only after it was read back. */
export type Kept =
  | { kind: 'nothing' }
  | { kind: 'saved'; update: number; at: number }
  | { kind: 'failed'; error: RunStoreError };

interface ComparedRun {
  readonly id: string;
  readonly name: string;
  readonly series: LossSeries;
}

interface KeepingState {
  /** Whether the runs of this browser are known yet. */
  opened: boolean;
  kept: Kept;
  /** All runs that are stored, newest first. */
  runs: readonly RunInfo[];
  /** Other runs whose losses are drawn beside those of the run on the screen. */
  compared: readonly ComparedRun[];
  /** Runs that were removed and can be brought back, the last one last. */
  removed: readonly Removed[];
}

/** What this browser keeps of trainings. */
export const keeping = createStore<KeepingState>(() => ({
  opened: false,
  kept: { kind: 'nothing' },
  runs: [],
  compared: [],
  removed: [],
}));

/** They are in memory, whole. */
const MOST_REMOVED = 10;
/** More lines cannot be told apart. */
const MOST_COMPARED = 3;
/** Each copy of a run in training is saved as it comes, but large ones only this often, for the sake of the disk. */
const LARGE = { bytes: 4e6, everyMs: 5000 };

const store = openRunStore(undefined, cleared);
let saving: Promise<void> | null = null;
let savedAt = -Infinity;
let asked = false;
/** Runs that were removed: what is still under way does not bring them back. */
const gone = new Set<string>();

const isOwner = (): boolean => training.getState().owner;

async function refresh(): Promise<void> {
  keeping.setState({ runs: await store.list() });
}

function broken(caught: unknown): void {
  keeping.setState({ kept: { kind: 'failed', error: toRunStoreError(caught) } });
}

/** Saves a run's newest copy, after a save that is under way. */
function save(run: TrainingRun): Promise<void> {
  if (!isOwner() || gone.has(run.id)) return Promise.resolve();
  const mine = (saving ?? Promise.resolve()).then(async () => {
    const kept = run.kept(isTraining() && training.getState().run === run);
    if (!kept || gone.has(run.id)) return;
    savedAt = performance.now();
    try {
      const { update, saved } = await store.save(kept.draft, kept.checkpoint);
      if (training.getState().run === run) keeping.setState({ kept: { kind: 'saved', update, at: saved } });
      if (!asked) void store.persist().catch(() => undefined);
      asked = true;
      await refresh();
    } catch (caught) {
      broken(caught);
    }
  });
  saving = mine;
  return mine;
}

/** The browser has deleted what was stored, as when somebody clears the data of the site: what is in memory is kept again. */
function cleared(): void {
  void refresh().catch(broken);
  const { run } = training.getState();
  const left = run ? `The run “${run.name}” is still here, and is kept again.` : '';
  notify({ kind: 'warning', text: `What this page keeps in the browser was deleted. ${left}`.trim() });
  if (!run) return;
  for (const milestone of run.milestones) keepMilestone(run, milestone, null);
  void save(run);
}

function keepMilestone(run: TrainingRun, milestone: Milestone, averaged: Float32Array | null): void {
  if (!isOwner() || gone.has(run.id)) return;
  store.addMilestone(run.id, milestone).catch(broken);
  // Weights that are not kept cost nothing but the choice of this update: nobody is told.
  if (averaged)
    store.addWeights(run.id, { update: milestone.update, numbers: averaged }).catch(() => undefined);
}

/**
 * Shows a stored run, which can go on.
 * @param fields whether the fields of the settings become the run's
 */
export async function openRun(id: string, fields = true): Promise<void> {
  try {
    // A run that this page has just left is stored as left.
    await saving;
    const loaded = await store.load(id);
    if (!loaded) return;
    const run = TrainingRun.stored(loaded);
    await show(run);
    if (fields) patchView(viewOf(run.config, run.goal));
    keeping.setState({ kept: { kind: 'saved', update: loaded.info.update, at: loaded.info.saved } });
    if (loaded.info.inTraining && isOwner()) {
      notify({
        kind: 'warning',
        text: `The page ended while "${run.name}" was in training. All up to update ${run.update} is there; what came after it is computed again when the training goes on.`,
      });
      // Said once: kept again, it is a run that stands still.
      void save(run);
    }
    if (loaded.damaged)
      notify({
        kind: 'warning',
        text: `Part of the run "${run.name}" could not be read whole. It goes on from update ${run.update}.`,
      });
  } catch (caught) {
    const { message, remedy } = toRunStoreError(caught);
    notify({ kind: 'error', text: `${message} ${remedy}` });
  }
}

/** Draws the losses of a stored run beside those on the screen, or no longer. */
export async function compareRun(id: string): Promise<void> {
  const { compared } = keeping.getState();
  const others = compared.filter((each) => each.id !== id);
  if (others.length < compared.length) {
    keeping.setState({ compared: others });
    return;
  }
  try {
    const loaded = await store.load(id);
    if (!loaded) return;
    const { info, checkpoint } = loaded;
    const series = LossSeries.from(checkpoint.curves);
    keeping.setState({ compared: [...others, { id, name: info.name, series }].slice(-MOST_COMPARED) });
  } catch (caught) {
    const { message, remedy } = toRunStoreError(caught);
    notify({ kind: 'error', text: `${message} ${remedy}` });
  }
}

/** Gives a run another name. */
export async function renameRun(id: string, name: string): Promise<void> {
  if (!mayTrain()) return;
  const { run } = training.getState();
  if (run?.id === id) run.name = name;
  await store.rename(id, name).then(refresh, broken);
}

/** Removes a run; `restoreRun` undoes it. */
export async function removeRun(id: string): Promise<void> {
  if (!mayTrain()) return;
  try {
    gone.add(id);
    if (training.getState().run?.id === id) await show(null);
    await saving;
    const taken = await store.remove(id);
    keeping.setState(({ compared, removed }) => ({
      removed: taken ? [...removed, taken].slice(-MOST_REMOVED) : removed,
      compared: compared.filter((each) => each.id !== id),
    }));
    await refresh();
  } catch (caught) {
    gone.delete(id);
    broken(caught);
  }
}

/** Brings back the run that was removed last; the next call the one before. */
export async function restoreRun(): Promise<void> {
  const last = keeping.getState().removed.at(-1);
  if (!last || !mayTrain()) return;
  const { id } = last.info;
  gone.delete(id);
  try {
    await store.restore(last);
    keeping.setState(({ removed }) => ({ removed: removed.filter((each) => each !== last) }));
    await refresh();
    if (!isTraining() && !training.getState().run) await openRun(id);
  } catch (caught) {
    broken(caught);
  }
}

/** Adds a run that came from a file, and shows it. */
export async function addRun(run: TrainingRun): Promise<void> {
  await show(run);
  patchView(viewOf(run.config, run.goal));
  keeping.setState({ kept: { kind: 'nothing' } });
  await save(run);
}

/** Gives a new run a name of its own among those that are kept. */
function distinguish(run: TrainingRun): void {
  const { runs } = keeping.getState();
  if (runs.some(({ id }) => id === run.id)) return;
  const plain = run.name;
  for (let n = 2; runs.some(({ name }) => name === run.name); n++) run.name = `${plain} · ${n}`;
}

async function connect(): Promise<void> {
  connectFields();
  connectHidden();
  onTraining((run, event) => {
    // What it reaches from here on may be other than what it had reached before it went back.
    if (event.kind === 'started' && isOwner())
      store.dropWeightsAfter(run.id, run.state?.update ?? 0).catch(() => undefined);
    if (event.kind === 'milestone') keepMilestone(run, event.milestone, event.averaged);
    const rest = (run.state?.numbers.byteLength ?? 0) > LARGE.bytes ? LARGE.everyMs : 0;
    const due = event.kind === 'mirror' && performance.now() - savedAt >= rest;
    if (due || event.kind === 'halted') void save(run);
  });
  training.subscribe(({ run }, { run: before }) => {
    if (run === before) return;
    if (run) distinguish(run);
    savedAt = -Infinity;
    keeping.setState({ kept: { kind: 'nothing' } });
  });
  addEventListener('visibilitychange', () => {
    const { run } = training.getState();
    if (document.hidden && run && isTraining()) void save(run);
  });
  const newest = async (): Promise<void> => {
    await refresh();
    const first = keeping.getState().runs.at(0);
    const { run } = training.getState();
    if (run) distinguish(run);
    else if (first) await openRun(first.id, !isSettled(view.getState()));
    else proposeNetwork();
  };
  const claim = await claimRuns(() => {
    training.setState({ owner: true });
    // The tab before may have come further than what is seen here.
    const { run } = training.getState();
    void (run ? refresh().then(() => openRun(run.id, false)) : newest()).catch(broken);
  });
  training.setState({ owner: claim.owner });
  await newest().catch(broken);
  keeping.setState({ opened: true });
}

let connected: Promise<void> | null = null;

/** Finds the runs of this browser, shows the newest, and keeps what is trained from now on. Does so once. */
export const connectKeeping = (): Promise<void> => (connected ??= connect());
