import { createStore } from 'zustand/vanilla';
import { anomalies, calibrationDigits, judgedDigits } from '../../../data/anomalies';
import type { PictureSet } from '../../../data/anomalies';
import { averagedPicture } from '../../../data/averaged';
import { FASHION } from '../../../data/fashion';
import { SIDE } from '../../../data/pack';
import { packOf } from '../../../data/packs';
import { blank } from '../../../diffusion/corruptions';
import { fold, key, STREAM } from '../../../diffusion/random';
import type { EngineError } from '../../../engine/protocol/errors';
import { EngineFailure } from '../../../engine/protocol/errors';
import { keep, tableBy } from './tableCache';
import { MEASURED, ScoreTable, SETS } from './table';
import { SCORES } from '../../../state/link/fields/detect';
import type { ScoreName } from '../../../state/link/fields/detect';
import { shownX0 } from '../../../state/picture/shownX0';
import { runJob } from '../../../state/engine/runJob';
import { toFailure } from '../../../state/engine/failure';
import { isNetworkHere, network } from '../../../state/network/network';
import { askScores, triedBy } from './scoring';
import { requirePack, source } from '../../../state/picture/source';
import { weightsOf } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

export type SetsStatus =
  | { readonly kind: 'idle' | 'waiting' | 'stopped' | 'done' }
  | {
      readonly kind: 'running';
      /** Evaluations of the network. */
      readonly done: number;
      readonly of: number;
      readonly perSecond: number;
      readonly secondsLeft: number;
    }
  | { readonly kind: 'failed'; readonly error: EngineError };

export interface SetsState {
  readonly status: SetsStatus;
  /** What decides the scores; null before anybody looks. */
  readonly name: string | null;
  readonly table: ScoreTable | null;
  /** Counts what comes into the table, which fills in place. */
  readonly changes: number;
}

/** Scores of sets of pictures. */
export const anomalySets = createStore<SetsState>(() => ({
  status: { kind: 'idle' },
  name: null,
  table: null,
  changes: 0,
}));

const tell = (status: SetsStatus): void =>
  anomalySets.setState(({ changes }) => ({ status, changes: changes + 1 }));

/** What the anomalous set of a view is called. */
export const againstOf = ({ detectAgainst, detectUnseen }: ViewState): string =>
  detectAgainst === 'class' ? `class ${detectUnseen}` : detectAgainst;

const setsOf = (state: ViewState): string[] => [
  SETS.own,
  SETS.blank,
  SETS.calibration,
  SETS.digits,
  againstOf(state),
];

/** What decides the scores of a set but the set itself. */
export function setsName({ seed, detectCount, detectLeast }: ViewState): string {
  const { used } = network.getState();
  return [weightsOf(used), seed, detectCount, triedBy(used, detectLeast)].join();
}

/** The scores that the view names first come first. */
const scoresOf = ({ detectScore }: ViewState): ScoreName[] => [
  detectScore,
  ...SCORES.filter((score) => score !== detectScore),
];

/** Evaluations of one picture. */
function costOf(score: ScoreName, { detectLeast }: ViewState): number {
  const { times, draws, steps } = MEASURED[score];
  return times.length * draws * steps * triedBy(network.getState().used, detectLeast);
}

/** Evaluations that are left to do for the view. */
export function evaluationsLeft(state: ViewState): number {
  const { table, name } = anomalySets.getState();
  const here = name === setsName(state) ? table : null;
  const most = 2 + 3 * state.detectCount;
  return SCORES.reduce((sum, score) => {
    const names = setsOf(state);
    const absent = names.filter((set) => !here?.get(set));
    const unscored = absent.reduce(
      (all, set) => all + (set === SETS.own || set === SETS.blank ? 1 : state.detectCount),
      0,
    );
    const left = here ? here.missing(names, score).length + unscored : most;
    return sum + left * costOf(score, state);
  }, 0);
}

const TEST = packOf('test', 0);

/** Puts the sets of a view into a table that lacks them. */
async function fill(table: ScoreTable, state: ViewState, { size }: UsedNetwork): Promise<void> {
  if (!TEST) throw new EngineFailure('bad-request', 'There are no test digits.', 'Reload the page.');
  const { detectCount: count, detectAgainst, detectUnseen: unseen } = state;
  const [test, fashion] = await Promise.all([requirePack(TEST), requirePack(FASHION)]);
  // Noises of scores are drawn from the first 64 children (engine/worker/score).
  const k = fold(fold(key(state.seed), STREAM.score), 1000);
  const sets: Record<string, () => PictureSet> = {
    [SETS.blank]: () => ({ pictures: [blank(SIDE)], classes: [-1] }),
    [SETS.calibration]: () => calibrationDigits(test, k, count),
    [SETS.digits]: () => judgedDigits(test, k, count),
    [againstOf(state)]: () => anomalies(detectAgainst, { test, fashion, key: k, count, unseen }),
  };
  for (const [name, make] of Object.entries(sets)) {
    if (table.get(name)) continue;
    const { pictures, classes } = make();
    const shown = size === SIDE ? pictures : pictures.map(averagedPicture);
    table.add(name, { pictures: shown, classes }, pictures);
  }
}

/** The view's own picture, where another one is there. */
function fillOwn(table: ScoreTable): void {
  const x0 = shownX0();
  if (table.get(SETS.own)?.pictures[0] !== x0) table.add(SETS.own, { pictures: [x0], classes: [-1] });
}

let abort: AbortController | null = null;
/** The anomalous set that is being measured. */
let against = '';

async function measure(state: ViewState, { signal }: AbortController): Promise<void> {
  const { used } = network.getState();
  const name = setsName(state);
  try {
    const table = tableBy(name) ?? new ScoreTable();
    await fill(table, state, used);
    signal.throwIfAborted();
    fillOwn(table);
    keep(name, { table, used, state });
    anomalySets.setState({ table });
    const parts = scoresOf(state).map((score) => ({
      score,
      places: table.missing(setsOf(state), score),
      cost: costOf(score, state),
    }));
    const of = parts.reduce((sum, { places, cost }) => sum + places.length * cost, 0);
    let before = 0;
    tell({ kind: 'running', done: 0, of, perSecond: NaN, secondsLeft: NaN });
    for (const { score, places, cost } of parts) {
      if (places.length === 0) continue;
      const pixels = used.size ** 2;
      const pictures = new Float32Array(places.length * pixels);
      places.forEach(({ set, index }, i) => {
        const own = table.get(set)?.pictures[index];
        if (own) pictures.set(own, i * pixels);
      });
      const { times, draws, steps } = MEASURED[score];
      await askScores(
        runJob,
        used,
        { seed: state.seed, pictures, score, times, draws, steps, least: state.detectLeast },
        {
          signal,
          onEvent: (event) => {
            if (event.kind === 'scores')
              event.scores.forEach((value, i) => table.put(places[event.first + i], score, event.at, value));
            else {
              const { step, stepsPerSecond: perSecond } = event;
              const done = before + step;
              tell({ kind: 'running', done, of, perSecond, secondsLeft: (of - done) / perSecond });
            }
          },
        },
      );
      before += places.length * cost;
    }
    tell({ kind: 'done' });
    // What was changed meanwhile.
    follow();
  } catch (caught) {
    if (signal.aborted) return;
    // Somebody has stopped the downloads.
    const isStopped = caught instanceof DOMException && caught.name === 'AbortError';
    tell(isStopped ? { kind: 'stopped' } : { kind: 'failed', error: toFailure(caught) });
  }
}

/** Whether something is being measured. */
const isMeasuring = (): boolean => {
  const { kind } = anomalySets.getState().status;
  return kind === 'running' || kind === 'waiting';
};

/** What is known by a name. It is the view's from now on, also while all of it is still on its way. */
function recall(name: string): void {
  if (anomalySets.getState().name === name) return;
  anomalySets.setState({ name, table: tableBy(name) ?? null });
  tell({ kind: 'idle' });
}

/** Measures what is missing; what was there stays. */
export function measureSets(): void {
  const state = view.getState();
  if (!isNetworkHere(state.network)) {
    stopSets();
    return;
  }
  abort?.abort();
  abort = null;
  if (evaluationsLeft(state) === 0) {
    tell({ kind: 'done' });
    return;
  }
  recall(setsName(state));
  tell({ kind: 'waiting' });
  against = againstOf(state);
  abort = new AbortController();
  void measure(state, abort);
}

/** Stops it; what was measured stays. @returns whether something was under way */
export function stopSets(): boolean {
  clearTimeout(settling);
  const busy = isMeasuring();
  abort?.abort();
  abort = null;
  if (busy) tell({ kind: 'stopped' });
  return busy;
}

let settling: ReturnType<typeof setTimeout> | undefined;
const SETTLE_MS = 400;

/** Lets go of what is not the view's; scores another picture of one's own, too, once all others are there. */
function follow(): void {
  const state = view.getState();
  if (anomalySets.getState().name !== setsName(state)) {
    stopSets();
    recall(setsName(state));
  } else if (isMeasuring() && against !== againstOf(state)) {
    // What is asked now is measured; what the other set has stays.
    measureSets();
    return;
  }
  const { table, status } = anomalySets.getState();
  if (!table || source.getState().picture.source !== state.source || !isNetworkHere(state.network)) return;
  const others = setsOf(state).filter((set) => set !== SETS.own);
  const isWhole =
    others.every((set) => table.get(set)) &&
    SCORES.every((score) => table.missing(others, score).length === 0);
  if (table.get(SETS.own)?.pictures[0] !== shownX0() && status.kind !== 'running') {
    fillOwn(table);
    tell(status);
  }
  if (isWhole && SCORES.some((score) => table.missing([SETS.own], score).length > 0) && !isMeasuring()) {
    clearTimeout(settling);
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
      settling = setTimeout(measureSets, SETTLE_MS);
  } else if (status.kind === 'done' && !isWhole) tell({ kind: 'idle' });
  else if (status.kind === 'idle' && isWhole) tell({ kind: 'done' });
}

/** Keeps the scores those of the view while somebody looks at them. Returns how to stop. */
export function followSets(): () => void {
  follow();
  const stops = [view, source, network].map((store) => store.subscribe(follow));
  return () => {
    stops.forEach((stop) => stop());
    stopSets();
  };
}
