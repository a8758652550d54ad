import { createStore } from 'zustand/vanilla';
import { LossSeries } from '../../../diffusion/training/lossSeries';
import { openedWith } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { refreshRuns } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import type { RemovedRun } from '../../../state/runs/removal';
import type { RunInfo } from '../../../state/runs/run';
import type { UnreadableRun } from '../../../state/runs/soundRecords';
import { blockedByAnotherPage, runFailureText } from '../../../state/runs/runError';
import { NOTICES } from '../texts';
import { addressHasSettings, hasSettings, toViewFields } from './config';
import type { TrainEnvironment } from '../../../state/training/environment';
import { connectHiddenTab } from './hiddenTab';
import { connectLiveSettings } from './liveSettings';
import { proposeNetwork } from './proposal';
import { TrainingRun } from '../../../state/training/trainingRun';
import { createAutosave, type SaveStatus } from '../../../state/training/autosave';
import type { Training } from '../../../state/training/training';

export interface SavedRunsState {
  readonly saveStatus: SaveStatus;
  /** All runs that are stored, newest first. */
  readonly runs: readonly RunInfo[];
  /** Runs whose entry is damaged and of which no checkpoint is whole. */
  readonly unreadable: readonly UnreadableRun[];
  /** Other runs whose losses are drawn beside those of the run on the screen. */
  readonly compared: readonly { readonly id: string; readonly name: string; readonly series: LossSeries }[];
  /** Runs that were removed and can be brought back, the last one last. */
  readonly removed: readonly RemovedRun[];
}

/** Removed runs are in memory, whole. */
const MOST_REMOVED = 10;
/** More lines cannot be told apart. */
const MOST_COMPARED = 3;

const notifyFailure = (caught: unknown): void => void notify({ kind: 'error', text: runFailureText(caught) });

/** What this browser keeps of trainings. */
export function createSavedRuns(training: Training, environment: TrainEnvironment) {
  const store = createStore<SavedRunsState>(() => ({
    saveStatus: { kind: 'nothing' },
    runs: [],
    unreadable: [],
    compared: [],
    removed: [],
  }));
  /** Whether another tab keeps the storage from being opened: no status hides that nothing is saved. */
  let isStorageBlocked = false;
  const setSaveStatus = (saveStatus: SaveStatus): void => {
    if (!isStorageBlocked) store.setState({ saveStatus });
  };
  const runStore = environment.openRuns({ onCleared: whenCleared, onBlocked: whenBlocked });
  const autosave = createAutosave(training, runStore, environment, setSaveStatus, refresh);
  const shownRun = (): TrainingRun | null => training.store.getState().run;
  let connected: Promise<void> | null = null;

  async function refresh(): Promise<void> {
    store.setState(await runStore.listAll());
  }

  /** The browser has deleted what was stored, as when somebody clears the site's data: what is in memory is saved again. */
  function whenCleared(): void {
    void refresh().catch(autosave.reportFailure);
    const run = shownRun();
    notify({ kind: 'warning', text: NOTICES.cleared(run?.name) });
    if (run) autosave.saveWhole(run);
  }

  /** Another tab keeps the storage from being opened, or no longer: what is to be saved waits, and is saved once it is open. */
  function whenBlocked(isBlocked: boolean): void {
    isStorageBlocked = isBlocked;
    store.setState({
      saveStatus: isBlocked ? { kind: 'failed', error: blockedByAnotherPage() } : { kind: 'nothing' },
    });
  }

  /**
   * Shows a stored run, which can go on.
   * @param takesSettings whether the view's settings become the run's
   */
  async function openRun(id: string, takesSettings = true): Promise<void> {
    try {
      // A run that this page has just left is stored as it was left.
      await autosave.idle();
      const loaded = await runStore.load(id);
      if (!loaded) return;
      const run = TrainingRun.fromStored(loaded);
      await training.show(run);
      if (takesSettings) patchView(toViewFields(run.config, run.goal));
      setSaveStatus({ kind: 'saved', update: loaded.info.update, at: loaded.info.saved });
      if (loaded.info.inTraining && training.store.getState().isOwner) {
        notify({
          kind: 'warning',
          text: NOTICES.interrupted(run.name, run.update),
        });
        // Said once: saved again, it is a run that stands still.
        void autosave.save(run);
      }
      if (loaded.damaged)
        notify({
          kind: 'warning',
          text: NOTICES.damaged(run.name, run.update),
        });
    } catch (caught) {
      notifyFailure(caught);
    }
  }

  /** Draws the losses of a stored run beside those on the screen, or no longer. */
  async function compareRun(id: string): Promise<void> {
    const { compared } = store.getState();
    const others = compared.filter((each) => each.id !== id);
    if (others.length < compared.length) {
      store.setState({ compared: others });
      return;
    }
    try {
      const loaded = await runStore.load(id);
      if (!loaded) return;
      const series = LossSeries.from(loaded.checkpoint.curves);
      store.setState({ compared: [...others, { id, name: loaded.info.name, series }].slice(-MOST_COMPARED) });
    } catch (caught) {
      notifyFailure(caught);
    }
  }

  /** Gives a run another name. */
  async function renameRun(id: string, name: string): Promise<void> {
    if (!training.mayTrain()) return;
    const run = shownRun();
    if (run?.id === id) run.name = name;
    await runStore.rename(id, name).then(refresh, autosave.reportFailure);
  }

  /** Removes a run; `restoreRun` undoes it. */
  async function removeRun(id: string): Promise<void> {
    if (!training.mayTrain()) return;
    try {
      autosave.removedIds.add(id);
      if (shownRun()?.id === id) await training.show(null);
      await autosave.idle();
      const taken = await runStore.remove(id);
      store.setState(({ compared, removed }) => ({
        removed: taken ? [...removed, taken].slice(-MOST_REMOVED) : removed,
        compared: compared.filter((each) => each.id !== id),
      }));
      await refresh();
      // Another view may use its network, and be open by now.
      await refreshRuns(id);
    } catch (caught) {
      autosave.removedIds.delete(id);
      autosave.reportFailure(caught);
    }
  }

  /** Removes a run that cannot be read, for good. */
  async function discardRun(id: string): Promise<void> {
    if (!training.mayTrain()) return;
    await runStore.discard(id).then(refresh, notifyFailure);
  }

  /** Brings back the run that was removed last; the next call the one before. */
  async function restoreRun(): Promise<void> {
    const last = store.getState().removed.at(-1);
    if (!last || !training.mayTrain()) return;
    const { id } = last.info;
    autosave.removedIds.delete(id);
    try {
      await runStore.restore(last);
      store.setState(({ removed }) => ({ removed: removed.filter((each) => each !== last) }));
      await refresh();
      if (!training.isTraining() && !shownRun()) await openRun(id);
    } catch (caught) {
      autosave.reportFailure(caught);
    }
  }

  /** Adds a run that came from a file, and shows it. */
  async function addRun(run: TrainingRun): Promise<void> {
    await training.show(run);
    patchView(toViewFields(run.config, run.goal));
    setSaveStatus({ kind: 'nothing' });
    await autosave.save(run);
  }

  /** Numbers a new run whose name is that of a stored one. */
  function makeNameUnique(run: TrainingRun): void {
    const { runs } = store.getState();
    if (runs.some(({ id }) => id === run.id)) return;
    const base = run.name;
    for (let n = 2; runs.some(({ name }) => name === run.name); n++) run.name = `${base} · ${n}`;
  }

  /** Shows the newest run unless one is on the screen; without any run a network may be proposed. */
  async function showNewest(): Promise<void> {
    await refresh();
    const newest = store.getState().runs.at(0);
    const run = shownRun();
    if (run) makeNameUnique(run);
    else if (newest)
      // A link wins over what the browser holds, also where it names the values that a setting has at first.
      await openRun(newest.id, !hasSettings(view.getState()) && !addressHasSettings(openedWith()));
    else proposeNetwork(() => shownRun() !== null);
  }

  /** This tab may train from now on, as the one before has gone, which may have come further than what is seen here. */
  async function becomeOwner(): Promise<void> {
    training.store.setState({ isOwner: true });
    const run = shownRun();
    if (!run) return showNewest();
    await refresh();
    return openRun(run.id, false);
  }

  async function open(): Promise<void> {
    connectLiveSettings(training);
    connectHiddenTab(training, environment);
    training.store.subscribe(({ run }, before) => {
      if (run && run !== before.run) makeNameUnique(run);
    });
    autosave.connect();
    const isOwner = await environment.claimRuns(() => void becomeOwner().catch(autosave.reportFailure));
    training.store.setState({ isOwner });
    await showNewest().catch(autosave.reportFailure);
  }

  /** Finds the runs of this browser, shows the newest, and saves what is trained from now on. Does so once. */
  const connect = (): Promise<void> => (connected ??= open());

  return { store, connect, openRun, compareRun, renameRun, removeRun, discardRun, restoreRun, addRun };
}

export type SavedRuns = ReturnType<typeof createSavedRuns>;
