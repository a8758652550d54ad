import { createStore } from 'zustand/vanilla';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { debounce } from '../../../state/debounce';
import { toFailure } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import { SCORES, type ScoreName } from '../../../state/link/fields/detect';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { isNetworkInUse, network } from '../../../state/network/network';
import { weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { arePictureAndNetworkLoaded } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import type { TaskStatus } from '../../../state/task';
import { askScores, countTriedClasses } from './scoring';
import {
  addSets,
  addShownPicture,
  countPictures,
  getAnomalousSet,
  hasShownPicture,
  listSets,
} from './setPictures';
import { MEASUREMENTS, ScoreTable, SETS } from './scoreTable';

/** A table that was measured, and what with. */
export interface SavedTable {
  readonly cacheKey: string;
  readonly table: ScoreTable;
  readonly used: UsedNetwork;
  /** The view that it was measured for. */
  readonly state: ViewState;
}

export interface SetsState {
  /** Its progress counts evaluations of the network. */
  readonly status: TaskStatus<ProgressEvent>;
  /** Counts changes of the tables, which fill in place. */
  readonly changes: number;
  /** The tables of the last settings, the newest last: Undo finds them again, and networks are compared. */
  readonly saved: readonly SavedTable[];
}

const MAX_SAVED = 6;
const SETTLE_MS = 400;

/** Cache key of the scores of every set. */
export function getCacheKey({ seed, detectCount, detectLeast }: ViewState): string {
  const { used } = network.getState();
  return [weightsKey(used), seed, detectCount, countTriedClasses(used, detectLeast)].join();
}

/** The table of the view; null while nothing of it has been measured. */
export function findTable(state: ViewState, { saved }: SetsState): ScoreTable | null {
  const viewKey = getCacheKey(state);
  return saved.find(({ cacheKey }) => cacheKey === viewKey)?.table ?? null;
}

/** Evaluations that all scores of one kind take for one picture. */
function countEvaluations(score: ScoreName, { detectLeast }: ViewState): number {
  const { times, draws, steps } = MEASUREMENTS[score];
  return times.length * draws * steps * countTriedClasses(network.getState().used, detectLeast);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Evaluations that the view's sets still need. */
export function countEvaluationsLeft(state: ViewState, sets: SetsState): number {
  const table = findTable(state, sets);
  const names = listSets(state);
  const absent = sum(names.map((set) => (table?.get(set) ? 0 : countPictures(set, state))));
  const countUnscored = (score: ScoreName): number => absent + (table?.missing(names, score).length ?? 0);
  return sum(SCORES.map((score) => countUnscored(score) * countEvaluations(score, state)));
}

/**
 * Scores of sets of pictures, measured when somebody asks. Not a `task`: the anomalous set may change during a measurement, which
 * then goes on with the new one in the same table, and a new picture of the view is measured alone once all the rest is.
 */
export function createPictureSets({ runJob, clock, isMotionReduced }: Environment) {
  const store = createStore<SetsState>(() => ({ status: { kind: 'idle' }, changes: 0, saved: [] }));
  /** Cache key of the view that the status belongs to; null before the view is first looked at. */
  let followed: string | null = null;
  let controller: AbortController | null = null;
  let measuredSet = '';
  const settling = debounce(clock, SETTLE_MS, start);

  const setStatus = (status: SetsState['status']): void =>
    store.setState(({ changes }) => ({ status, changes: changes + 1 }));

  const isMeasuring = (): boolean => ['running', 'waiting'].includes(store.getState().status.kind);

  /** Turns to the table of other settings, which may not exist yet. */
  function recall(cacheKey: string): void {
    if (followed === cacheKey) return;
    followed = cacheKey;
    setStatus({ kind: 'idle' });
  }

  async function measure(state: ViewState, signal: AbortSignal): Promise<void> {
    const { used } = network.getState();
    const { seed, detectLeast: least, detectScore } = state;
    const cacheKey = getCacheKey(state);
    const table = findTable(state, store.getState()) ?? new ScoreTable();
    await addSets(table, state, used);
    signal.throwIfAborted();
    addShownPicture(table);
    store.setState(({ saved }) => {
      const others = saved.filter((one) => one.cacheKey !== cacheKey);
      return { saved: [...others, { cacheKey, table, used, state }].slice(-MAX_SAVED) };
    });
    // What the view shows comes first.
    const parts = [detectScore, ...SCORES.filter((score) => score !== detectScore)].map((score) => {
      const places = table.missing(listSets(state), score);
      return { score, places, evaluations: places.length * countEvaluations(score, state) };
    });
    const steps = sum(parts.map(({ evaluations }) => evaluations));
    let done = 0;
    setStatus({ kind: 'running', progress: null });
    for (const { score, places, evaluations } of parts) {
      if (places.length === 0) continue;
      const pictures = joinPictures(
        places.map(({ set, index }) => table.get(set)?.pictures[index] ?? new Float32Array(used.size ** 2)),
      );
      await askScores(
        runJob,
        used,
        { seed, pictures, score, least, ...MEASUREMENTS[score] },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'scores')
              event.scores.forEach((value, i) => table.put(places[event.first + i], score, event.at, value));
            else {
              const step = done + event.step;
              const secondsLeft = (steps - step) / event.stepsPerSecond;
              setStatus({ kind: 'running', progress: { ...event, step, steps, secondsLeft } });
            }
          },
        },
      );
      done += evaluations;
    }
    setStatus({ kind: 'done' });
    // The view may have changed meanwhile.
    update();
  }

  /** Measures what is missing; the scores that are here stay. */
  function start(): void {
    const state = view.getState();
    if (!isNetworkInUse(state.network)) {
      stop();
      return;
    }
    settling.cancel();
    controller?.abort();
    if (countEvaluationsLeft(state, store.getState()) === 0) {
      setStatus({ kind: 'done' });
      return;
    }
    recall(getCacheKey(state));
    setStatus({ kind: 'waiting' });
    measuredSet = getAnomalousSet(state);
    const { signal } = (controller = new AbortController());
    measure(state, signal).catch((caught: unknown) => {
      if (signal.aborted) return;
      const isDownloadStopped = caught instanceof DOMException && caught.name === 'AbortError';
      setStatus(isDownloadStopped ? { kind: 'stopped' } : { kind: 'failed', error: toFailure(caught) });
    });
  }

  /** Stops it; what was measured stays. @returns whether something was under way */
  function stop(): boolean {
    settling.cancel();
    const isBusy = isMeasuring();
    controller?.abort();
    if (isBusy) setStatus({ kind: 'stopped' });
    return isBusy;
  }

  /** Turns to what the view asks for now. */
  function update(): void {
    const state = view.getState();
    const cacheKey = getCacheKey(state);
    if (followed !== cacheKey) {
      stop();
      recall(cacheKey);
    } else if (isMeasuring() && measuredSet !== getAnomalousSet(state)) {
      start();
      return;
    }
    const { status } = store.getState();
    const table = findTable(state, store.getState());
    if (!table || !arePictureAndNetworkLoaded(state)) return;
    const others = listSets(state).filter((set) => set !== SETS.picture);
    const isScored = (sets: readonly string[]): boolean =>
      SCORES.every((score) => table.missing(sets, score).length === 0);
    const areOthersScored = others.every((set) => table.get(set)) && isScored(others);
    if (!hasShownPicture(table) && status.kind !== 'running') {
      addShownPicture(table);
      setStatus(status);
    }
    if (areOthersScored && !isScored([SETS.picture]) && !isMeasuring()) {
      settling.cancel();
      if (!isMotionReduced()) settling.restart();
    } else if (status.kind === 'done' && !areOthersScored) setStatus({ kind: 'idle' });
    else if (status.kind === 'idle' && areOthersScored) setStatus({ kind: 'done' });
  }

  /** Keeps the scores in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    update();
    const stops = [view, source, network].map((each) => each.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  return { store, start, stop, follow };
}

export const pictureSets = createPictureSets(browser);
