import { createStore } from 'zustand/vanilla';
import { drawMixture } from '../../../diffusion/plane/mixture';
import { fold, sampleKey } from '../../../diffusion/random';
import { PRESETS, type Milestone } from '../../../engine/protocol/train';
import { newTrainer } from '../../../state/engine/trainer';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { patchView, view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { notify } from '../../../state/notices';
import type { RunInfo } from '../../../state/runs/run';
import { createAutosave, type SaveStatus } from '../../../state/training/autosave';
import { trainingEnvironment, type TrainEnvironment } from '../../../state/training/environment';
import { createRunFiles } from '../../../state/training/runFiles';
import { createTraining } from '../../../state/training/training';
import type { TrainingKind } from '../../../state/training/trainingKind';
import { TrainingRun } from '../../../state/training/trainingRun';
import { TEXTS } from '../texts';
import { lawOf, lawOfText, lawText } from './law';

/** Points that are learned from, and points that are measured on. */
const SETS = { train: 65_536, heldOut: 4096 };
/** Networks of so many laws are kept, those of the newest runs. */
const MOST_LAWS = 5;

type Points = ReturnType<NonNullable<TrainingKind['dataOf']>>;

/** The points of a law that a network learns from, and those that it is measured on: other draws of the same law. */
function pointsOf(text: string, seed: number): Points {
  const law = lawOfText(text);
  if (!law) return {};
  const set = (i: number, count: number): Float32Array =>
    drawMixture(law, fold(sampleKey(seed, 'plane', 7), i), new Float32Array(2 * count));
  return { points: { train: set(0, SETS.train), heldOut: set(1, SETS.heldOut) } };
}

const keepPoints = memo<Points>();

/** Trainings on the view's law. A training holds the law in its settings, so that it can go on. */
const planeTraining: TrainingKind = {
  newRun() {
    const state = view.getState();
    const { seed, planeData, planeGoal } = state;
    const settings = { seed, schedule: 'linear', average: 0.995, digits: 0, label: ANY_DIGIT } as const;
    const config = { ...PRESETS.plane, ...settings, network: 'plane', law: lawText(state) } as const;
    return new TrainingRun(`plane · ${planeData} · seed ${seed}`, config, planeGoal);
  },
  dataOf: ({ config: { seed, law = '' } }) => keepPoints([law, seed], () => pointsOf(law, seed)),
  onGoal: (planeGoal) => patchView({ planeGoal }),
};

/** A network that has learned the view's law so far. */
export interface LearnedNetwork {
  readonly id: string;
  readonly update: number;
  /** Averaged weights. */
  readonly numbers: Float32Array;
}

interface LearningState {
  readonly saveStatus: SaveStatus;
  /** Networks that are stored, newest first. */
  readonly runs: readonly RunInfo[];
  /** The update of the milestone that is looked at, or the newest. */
  readonly chosen: number | 'newest';
  /** The network of that milestone; null while it is not here. */
  readonly learned: LearnedNetwork | null;
  /** Whether a stored network of the law is being looked for. */
  readonly isLooking: boolean;
}

/** Of each law the run of most updates, in the order of runs. */
function bestOfLaws(runs: readonly RunInfo[]): readonly RunInfo[] {
  const best = new Map<string | undefined, RunInfo>();
  for (const run of runs) {
    const other = best.get(run.config.law);
    if (!other || run.update > other.update) best.set(run.config.law, run);
  }
  return runs.filter((run) => best.get(run.config.law) === run);
}

/** Networks that learn laws: of each law the run of most updates is on the screen while the view shows that law. */
export function createLearning(environment: TrainEnvironment) {
  const training = createTraining(environment, planeTraining);
  const store = createStore<LearningState>(() => ({
    ...{ saveStatus: { kind: 'nothing' }, runs: [] },
    ...{ chosen: 'newest', learned: null, isLooking: false },
  }));
  const runStore = environment.openRuns({ onCleared: whenCleared });
  const autosave = createAutosave(
    training,
    runStore,
    environment,
    (saveStatus) => store.setState({ saveStatus }),
    refresh,
  );
  /** Averaged weights of the run on the screen, by update: they may be wanted before they are stored. */
  let averaged = new Map<number, Float32Array>();
  let connected: Promise<void> | null = null;
  /** The law whose run is on the screen, or on its way there. */
  let asked: string | null = null;
  const shownRun = (): TrainingRun | null => training.store.getState().run;

  async function refresh(): Promise<void> {
    const runs = await runStore.list();
    const best = bestOfLaws(runs);
    const isTooMuch = (run: RunInfo): boolean => best.indexOf(run) >= MOST_LAWS;
    const mayRemove = training.store.getState().isOwner;
    // Until the network on the screen has learned as long, the one before is kept beside it.
    const gone = runs.filter(
      (run) => mayRemove && run.id !== shownRun()?.id && (!best.includes(run) || isTooMuch(run)),
    );
    for (const run of gone) {
      await runStore.remove(run.id);
      if (isTooMuch(run)) notify({ kind: 'info', text: TEXTS.dropped(run.name) });
    }
    store.setState({ runs: runs.filter((run) => !gone.includes(run)) });
  }

  /** The browser has deleted what was stored: what is in memory is saved again. */
  function whenCleared(): void {
    const run = shownRun();
    if (run) autosave.saveWhole(run);
  }

  /** Shows the run that has learned the view's law longest; one that is in training stops, and is kept. */
  async function showRunOfLaw(): Promise<void> {
    const law = lawText(view.getState());
    if (law === asked) return;
    asked = law;
    if (training.isTraining()) notify({ kind: 'info', text: TEXTS.pausedForLaw });
    store.setState({ isLooking: true });
    try {
      await training.show(null);
      await autosave.idle();
      await refresh();
      const info = bestOfLaws(store.getState().runs).find(({ config }) => config.law === law);
      const loaded = info && (await runStore.load(info.id));
      if (loaded && law === asked && !shownRun()) await training.show(TrainingRun.fromStored(loaded));
    } catch (caught) {
      autosave.reportFailure(caught);
    } finally {
      if (law === asked) store.setState({ isLooking: false });
    }
  }

  /** Takes another goal of the view; it is never below what is done. */
  function retune(): void {
    const { run } = training.store.getState();
    if (!run) return;
    training.retune({ goal: view.getState().planeGoal });
    if (run.goal !== view.getState().planeGoal) patchView({ planeGoal: run.goal });
  }

  /** The milestones of the run on the screen, and the index of the one that is looked at; -1 before the first. */
  function milestone(): { readonly all: readonly Milestone[]; readonly index: number } {
    const all = shownRun()?.milestones ?? [];
    const { chosen } = store.getState();
    const last = all.length - 1;
    if (chosen === 'newest') return { all, index: last };
    const index = all.findLastIndex(({ update }) => update <= chosen);
    return { all, index: index < 0 ? last : index };
  }

  /** Looks at a milestone; the last one follows the training. */
  function choose(index: number): void {
    const { all } = milestone();
    store.setState({ chosen: index >= all.length - 1 ? 'newest' : all[Math.max(0, index)].update });
  }

  /** Gets the weights of the milestone that is looked at. */
  async function takeWeights(): Promise<void> {
    const run = shownRun();
    const { all, index } = milestone();
    const update = all.at(index)?.update;
    if (!run || index < 0 || update === undefined) {
      if (store.getState().learned) store.setState({ learned: null });
      return;
    }
    const id = `${run.id} ${update}`;
    if (store.getState().learned?.id === id) return;
    const stored = averaged.has(update)
      ? undefined
      : await runStore.weights(run.id, update).catch(() => undefined);
    const now = milestone();
    if (shownRun() !== run || now.all.at(now.index)?.update !== update) return;
    const numbers = averaged.get(update) ?? stored;
    store.setState({ learned: numbers ? { id, update, numbers } : null });
  }

  async function open(): Promise<void> {
    training.onEvent((_, event) => {
      if (event.kind !== 'milestone') return;
      averaged.set(event.milestone.update, event.averaged);
      void takeWeights();
    });
    training.store.subscribe(({ run }, before) => {
      if (run !== before.run) {
        averaged = new Map();
        store.setState({ chosen: 'newest' });
      }
      void takeWeights();
    });
    store.subscribe(({ chosen }, before) => {
      if (chosen !== before.chosen) void takeWeights();
    });
    autosave.connect();
    const becomeOwner = (): void => {
      training.store.setState({ isOwner: true });
      asked = null;
      void showRunOfLaw();
    };
    training.store.setState({ isOwner: await environment.claimRuns(becomeOwner) });
  }

  /** Keeps the run on the screen in step with the view's law. @returns how to stop it */
  function follow(): () => void {
    connected ??= open();
    let stopped = false;
    let stop = (): void => undefined;
    void connected.then(() => {
      if (stopped) return;
      void showRunOfLaw();
      stop = view.subscribe(({ page, planeGoal }, before) => {
        // A link to another view may bring another law along: what learns goes on.
        if (page !== 'plane') return;
        void showRunOfLaw();
        if (planeGoal !== before.planeGoal) retune();
      });
    });
    return () => {
      stopped = true;
      stop();
    };
  }

  /** The network of the milestone that is looked at, if it has learned the view's law. */
  function learned(): LearnedNetwork | null {
    return shownRun()?.config.law === lawText(view.getState()) ? store.getState().learned : null;
  }

  const { exportRun, exportLosses } = createRunFiles(training, environment.trainer);

  return { training, store, follow, milestone, choose, learned, exportRun, exportLosses };
}

export const learning = createLearning(trainingEnvironment(newTrainer(), 'thousand-steps-plane'));

/** Starts the training that the view asks for, unless there is a network already. @returns whether it has started one */
export function trainIfIdle(): boolean {
  const { status, run, isOwner } = learning.training.store.getState();
  if (run || status.kind !== 'none' || !isOwner || learning.store.getState().isLooking || !lawOf())
    return false;
  void learning.training.startOver();
  return true;
}
