import type { Milestone } from '../../engine/protocol/train';
import { toRunStoreError, type RunStoreError } from '../runs/runError';
import type { RunStore } from '../runs/runStore';
import type { TrainEnvironment } from './environment';
import type { TrainingRun } from './trainingRun';
import type { Training } from './training';

/** Whether what has been trained is stored: 'saved' only once it was read back. */
export type SaveStatus =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'saved'; readonly update: number; readonly at: number }
  | { readonly kind: 'failed'; readonly error: RunStoreError };

/** Each copy of a run in training is saved as it comes, but large ones only this often, to spare the disk. */
const LARGE = { bytes: 4e6, everyMs: 5000 };

/**
 * Saves what is trained in this tab.
 * @param refresh called after each save, for the list of runs
 */
export function createAutosave(
  training: Training,
  runStore: RunStore,
  { clock, tab }: Pick<TrainEnvironment, 'clock' | 'tab'>,
  setStatus: (status: SaveStatus) => void,
  refresh: () => Promise<void>,
) {
  let lastSave: Promise<void> = Promise.resolve();
  let savedAt = -Infinity;
  let isPersistenceRequested = false;
  /** Runs of which nothing is saved: what is still under way does not bring back one that was removed. */
  const removedIds = new Set<string>();

  const maySave = ({ id }: TrainingRun): boolean => training.store.getState().isOwner && !removedIds.has(id);
  const reportFailure = (caught: unknown): void =>
    setStatus({ kind: 'failed', error: toRunStoreError(caught) });

  /** Saves a run's newest copy, after a save that is under way. */
  function save(run: TrainingRun): Promise<void> {
    if (!maySave(run)) return Promise.resolve();
    return (lastSave = lastSave.then(() => saveCopy(run)));
  }

  async function saveCopy(run: TrainingRun): Promise<void> {
    const isShown = (): boolean => training.store.getState().run === run;
    try {
      const copy = run.toStored(training.isTraining() && isShown());
      if (!copy || removedIds.has(run.id)) return;
      savedAt = clock.now();
      const { update, saved } = await runStore.save(copy.draft, copy.checkpoint);
      if (isShown()) setStatus({ kind: 'saved', update, at: saved });
      if (!isPersistenceRequested) void runStore.persist().catch(() => undefined);
      isPersistenceRequested = true;
      await refresh();
    } catch (caught) {
      reportFailure(caught);
    }
  }

  function saveMilestone(run: TrainingRun, milestone: Milestone, averaged?: Float32Array): void {
    if (!maySave(run)) return;
    runStore.addMilestone(run.id, milestone).catch(reportFailure);
    // Weights that are not stored cost nothing but the choice of this update: nobody is told.
    if (averaged)
      runStore.addWeights(run.id, { update: milestone.update, numbers: averaged }).catch(() => undefined);
  }

  /** Saves all that is in memory of a run. */
  function saveWhole(run: TrainingRun): void {
    for (const milestone of run.milestones) saveMilestone(run, milestone);
    void save(run);
  }

  /** Saves what is trained from now on. */
  function connect(): void {
    training.onEvent((run, event) => {
      // From here on it may reach other weights than it had reached before it went back.
      if (event.kind === 'started' && training.store.getState().isOwner)
        runStore.dropWeightsAfter(run.id, run.state?.update ?? 0).catch(() => undefined);
      if (event.kind === 'milestone') saveMilestone(run, event.milestone, event.averaged);
      const pauseMs = (run.state?.numbers.byteLength ?? 0) > LARGE.bytes ? LARGE.everyMs : 0;
      const isDue = event.kind === 'mirror' && clock.now() - savedAt >= pauseMs;
      if (isDue || event.kind === 'halted') void save(run);
    });
    training.store.subscribe(({ run }, before) => {
      if (run === before.run) return;
      savedAt = -Infinity;
      setStatus({ kind: 'nothing' });
    });
    tab.onVisibility(() => {
      const { run } = training.store.getState();
      if (tab.isHidden() && run && training.isTraining()) void save(run);
    });
  }

  return {
    save,
    saveWhole,
    connect,
    reportFailure,
    removedIds,
    /** Resolves once what is under way has ended. */
    idle: (): Promise<void> => lastSave,
  };
}
