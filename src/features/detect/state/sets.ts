import { arePictureAndNetworkLoaded } from '../../../state/picture/shownX0';
import { joinPictures } from '../../../diffusion/pixels';
import { debounce } from '../../../state/debounce';
import { createStore } from 'zustand/vanilla';
import type { ProgressEvent } from '../../../engine/protocol/progress';
import { toFailure } from '../../../state/engine/failure';
import { browser, type Environment } from '../../../state/environment';
import { SCORES, type ScoreName } from '../../../state/link/fields/detect';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { isNetworkInUse, network } from '../../../state/network/network';
import { weightsKey, type UsedNetwork } from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import type { TaskStatus } from '../../../state/task';
import { askScores, triedBy } from './scoring';
import { addSets, addShownPicture, againstOf, hasShownPicture, pictureCount, setNames } from './setPictures';
import { MEASURED, ScoreTable, SETS } from './table';

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
  /** What the scores depend on; null before the view is first looked at. */
  readonly cacheKey: string | null;
  /** The scores; null while nothing has been measured. */
  readonly table: ScoreTable | null;
  /** Counts changes of the table, which fills in place. */
  readonly changes: number;
  /** The tables of the last settings, the newest last: Undo finds them again, and networks are compared. */
  readonly saved: readonly SavedTable[];
}

const MAX_SAVED = 6;
const SETTLE_MS = 400;

/** Cache key of the scores of every set. */
export function cacheKeyOf({ seed, detectCount, detectLeast }: ViewState): string {
  const { used } = network.getState();
  return [weightsKey(used), seed, detectCount, triedBy(used, detectLeast)].join();
}

/** The table, if it is that of the view. */
export const tableOf = (state: ViewState, { table, cacheKey }: SetsState): ScoreTable | null =>
  cacheKey === cacheKeyOf(state) ? table : null;

/** Evaluations that all scores of one kind of one picture take. */
function costOf(score: ScoreName, { detectLeast }: ViewState): number {
  const { times, draws, steps } = MEASURED[score];
  return times.length * draws * steps * triedBy(network.getState().used, detectLeast);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Evaluations that the view's sets still need. */
export function evaluationsLeft(state: ViewState, sets: SetsState): number {
  const table = tableOf(state, sets);
  const names = setNames(state);
  const absent = names.filter((set) => !table?.get(set)).map((set) => pictureCount(set, state));
  return sum(
    SCORES.map((score) => {
      const unscored = table?.missing(names, score).length ?? 0;
      return (unscored + sum(absent)) * costOf(score, state);
    }),
  );
}

/**
 * Scores of sets of pictures, measured when somebody asks. Not a `task`: the anomalous set may change during a measurement, which
 * then goes on with the new one in the same table, and a new picture of the view is measured alone once all the rest is.
 */
export function createPictureSets({ runJob, clock, isMotionReduced }: Environment) {
  const store = createStore<SetsState>(() => ({
    status: { kind: 'idle' },
    cacheKey: null,
    table: null,
    changes: 0,
    saved: [],
  }));
  let controller: AbortController | null = null;
  /** The anomalous set that is being measured. */
  let against = '';
  const settling = debounce(clock, SETTLE_MS, start);

  const tell = (status: SetsState['status']): void =>
    store.setState(({ changes }) => ({ status, changes: changes + 1 }));

  const isMeasuring = (): boolean => ['running', 'waiting'].includes(store.getState().status.kind);

  /** Shows a table as the view's and saves it; the oldest one gives way. */
  const save = (one: SavedTable): void =>
    store.setState(({ saved }) => ({
      table: one.table,
      saved: [...saved.filter(({ cacheKey }) => cacheKey !== one.cacheKey), one].slice(-MAX_SAVED),
    }));

  const savedTable = (cacheKey: string): ScoreTable | null =>
    store.getState().saved.find((one) => one.cacheKey === cacheKey)?.table ?? null;

  /** Turns to the table of other settings, which may not exist yet. */
  function recall(cacheKey: string): void {
    if (store.getState().cacheKey === cacheKey) return;
    store.setState({ cacheKey, table: savedTable(cacheKey) });
    tell({ kind: 'idle' });
  }

  async function measure(state: ViewState, signal: AbortSignal): Promise<void> {
    const { used } = network.getState();
    const { seed, detectLeast: least, detectScore } = state;
    const cacheKey = cacheKeyOf(state);
    const table = savedTable(cacheKey) ?? new ScoreTable();
    await addSets(table, state, used);
    signal.throwIfAborted();
    addShownPicture(table);
    save({ cacheKey, table, used, state });
    // What the view shows comes first.
    const parts = [detectScore, ...SCORES.filter((score) => score !== detectScore)].map((score) => {
      const places = table.missing(setNames(state), score);
      return { score, places, evaluations: places.length * costOf(score, state) };
    });
    const steps = sum(parts.map(({ evaluations }) => evaluations));
    let done = 0;
    tell({ kind: 'running', progress: null });
    for (const { score, places, evaluations } of parts) {
      if (places.length === 0) continue;
      const pictures = joinPictures(
        places.map(({ set, index }) => table.get(set)?.pictures[index] ?? new Float32Array(used.size ** 2)),
      );
      await askScores(
        runJob,
        used,
        { seed, pictures, score, least, ...MEASURED[score] },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'scores')
              event.scores.forEach((value, i) => table.put(places[event.first + i], score, event.at, value));
            else {
              const step = done + event.step;
              const secondsLeft = (steps - step) / event.stepsPerSecond;
              tell({ kind: 'running', progress: { ...event, step, steps, secondsLeft } });
            }
          },
        },
      );
      done += evaluations;
    }
    tell({ kind: 'done' });
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
    if (evaluationsLeft(state, store.getState()) === 0) {
      tell({ kind: 'done' });
      return;
    }
    recall(cacheKeyOf(state));
    tell({ kind: 'waiting' });
    against = againstOf(state);
    const { signal } = (controller = new AbortController());
    measure(state, signal).catch((caught: unknown) => {
      if (signal.aborted) return;
      const isDownloadStopped = caught instanceof DOMException && caught.name === 'AbortError';
      tell(isDownloadStopped ? { kind: 'stopped' } : { kind: 'failed', error: toFailure(caught) });
    });
  }

  /** Stops it; what was measured stays. @returns whether something was under way */
  function stop(): boolean {
    settling.cancel();
    const isBusy = isMeasuring();
    controller?.abort();
    if (isBusy) tell({ kind: 'stopped' });
    return isBusy;
  }

  /** Turns to what the view asks for now. */
  function update(): void {
    const state = view.getState();
    const cacheKey = cacheKeyOf(state);
    if (store.getState().cacheKey !== cacheKey) {
      stop();
      recall(cacheKey);
    } else if (isMeasuring() && against !== againstOf(state)) {
      start();
      return;
    }
    const { table, status } = store.getState();
    if (!table || !arePictureAndNetworkLoaded(state)) return;
    const others = setNames(state).filter((set) => set !== SETS.picture);
    const isScored = (sets: readonly string[]): boolean =>
      SCORES.every((score) => table.missing(sets, score).length === 0);
    const areOthersScored = others.every((set) => table.get(set)) && isScored(others);
    if (!hasShownPicture(table) && status.kind !== 'running') {
      addShownPicture(table);
      tell(status);
    }
    if (areOthersScored && !isScored([SETS.picture]) && !isMeasuring()) {
      settling.cancel();
      if (!isMotionReduced()) settling.restart();
    } else if (status.kind === 'done' && !areOthersScored) tell({ kind: 'idle' });
    else if (status.kind === 'idle' && areOthersScored) tell({ kind: 'done' });
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
