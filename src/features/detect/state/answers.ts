import { errorOf } from '../../../diffusion/anomaly';
import { auc, aucDifference } from '../../../diffusion/roc';
import type { Auc } from '../../../diffusion/roc';
import { keptLike } from './tableCache';
import { againstOf, setsName } from './sets';
import type { SetsState } from './sets';
import { answer, calibrating, isEnough, LEAST_CALIBRATION, MEASURED, nearestTime, SETS } from './table';
import type { Answer, Question, ScoreTable } from './table';
import { SCORES } from '../../../state/link/fields/detect';
import type { ScoreName } from '../../../state/link/fields/detect';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import type { ViewState } from '../../../state/link/fields/table';

/** The class that is no digit in a view; -1 for none. */
export const unseenIn = ({ detectAgainst, detectUnseen }: ViewState): number =>
  detectAgainst === 'class' ? detectUnseen : -1;

/** What the view asks of the table, at one of the times of a score. */
function questionOf(state: ViewState, score: ScoreName, at: number): Question {
  return { score, at, reading: state.detectReading, against: againstOf(state), unseen: unseenIn(state) };
}

/** The table, as long as it is the view's. */
const tableOf = (state: ViewState, { table, name }: SetsState): ScoreTable | null =>
  name === setsName(state) ? table : null;

/** The last of what a function of a question made, kept while the question and the table stay. */
function kept<Made>(): (sets: SetsState, question: readonly unknown[], make: () => Made) => Made {
  let last: { readonly args: readonly unknown[]; readonly made: Made } | undefined;
  return (sets, question, make) => {
    const args = [sets.table, sets.changes, ...question];
    if (!last || args.some((value, i) => value !== last?.args[i])) last = { args, made: make() };
    return last.made;
  };
}

/** How digits and the others compare at a t, and the view's own picture among them. */
export interface AnswerAt extends Answer {
  readonly t: number;
  /** The error of the view's picture as the sets are measured; NaN while there is none. */
  readonly ownError: number;
  /** The set that has this very picture, or null. */
  readonly within: string | null;
}

function answerAt(state: ViewState, sets: SetsState): AnswerAt | null {
  const table = tableOf(state, sets);
  const { detectScore: score } = state;
  const at = nearestTime(score, state.detectT);
  const found = table && answer(table, questionOf(state, score, at));
  if (!found) return null;
  const own = table.get(SETS.own);
  const isOwn = own?.pictures[0] === shownX0();
  return {
    ...found,
    own: isOwn ? found.own : NaN,
    ownError: isOwn ? own.scores[score][at] : NaN,
    within: [SETS.digits, SETS.calibration].find((name) => has(table, name)) ?? null,
    t: MEASURED[score].times[at],
  };
}

/** Whether a set has the view's picture, to the last byte. */
function has(table: ScoreTable, name: string): boolean {
  const { x0 } = source.getState().picture;
  const isSame = (picture: Float32Array): boolean =>
    picture.length === x0.length && picture.every((value, i) => Math.abs(value - x0[i]) < 1e-4);
  return table.get(name)?.originals.some(isSame) ?? false;
}

const keptAnswer = kept<AnswerAt | null>();

/** How they compare at the view's t, or the nearest that is measured; null while there is nothing. The same object while it stays. */
export function answerNow(state: ViewState, sets: SetsState): AnswerAt | null {
  const { detectScore: score, detectReading } = state;
  const asked = [setsName(state), score, nearestTime(score, state.detectT), detectReading, againstOf(state)];
  return keptAnswer(sets, [...asked, source.getState().picture, shownX0()], () => answerAt(state, sets));
}

/** Digits that are scored of those that a first answer waits for; null where nothing is waited for. */
export function waitingNow(state: ViewState, sets: SetsState): number | null {
  const table = tableOf(state, sets);
  const { detectScore: score } = state;
  if (!table) return null;
  const scored = calibrating(table, questionOf(state, score, nearestTime(score, state.detectT)));
  return scored < LEAST_CALIBRATION ? scored : null;
}

/** A picture of a set, in the size of all sources, and its score. */
export interface Example {
  readonly picture: Float32Array;
  readonly original: Float32Array;
  readonly score: number;
}

/** The digits that look most anomalous, and the others that look least so: where a threshold errs first. */
export function hardest(
  { table }: SetsState,
  state: ViewState,
  { normal, normalAt, anomalous, anomalousAt }: Answer,
  count: number,
): { digits: Example[]; others: Example[] } {
  const of = (set: string, scores: readonly number[], places: readonly number[], sign: 1 | -1): Example[] => {
    const { pictures, originals } = table?.get(set) ?? { pictures: [], originals: [] };
    return scores
      .map((score, i) => ({ picture: pictures[places[i]], original: originals[places[i]], score }))
      .sort((a, b) => sign * (a.score - b.score))
      .slice(0, count);
  };
  return {
    digits: of(SETS.digits, normal, normalAt, -1),
    others: of(againstOf(state), anomalous, anomalousAt, 1),
  };
}

/** How a blank picture fares. */
export interface BlankFacts {
  readonly t: number;
  /** Its plain error. */
  readonly error: number;
  /** Digits that have a larger error, of so many. */
  readonly above: number;
  readonly of: number;
  /** Where it stands by outline, in standard deviations. */
  readonly byOutline: number;
}

/** What the table says of the blank picture at the view's t; null while it or the digits are not scored. */
export function blankNow(state: ViewState, sets: SetsState): BlankFacts | null {
  const found = answerAt({ ...state, detectReading: 'plain' }, sets);
  const byOutline = answerAt({ ...state, detectReading: 'outline' }, sets)?.blank ?? NaN;
  if (!found || found.normal.length === 0 || Number.isNaN(found.blank)) return null;
  return {
    t: found.t,
    error: errorOf(found.calibration, found.blank, 0),
    above: found.normal.filter((value) => value > found.blank).length,
    of: found.normal.length,
    byOutline,
  };
}

/** An area under the ROC curve at a t. */
export interface AreaAt extends Auc {
  readonly t: number;
}

function areasOf(state: ViewState, sets: SetsState, score: ScoreName): AreaAt[] {
  const table = tableOf(state, sets);
  if (!table) return [];
  return MEASURED[score].times.flatMap((t, at) => {
    const found = answer(table, questionOf(state, score, at));
    return found && isEnough(found) ? [{ t, ...auc(found.normal, found.anomalous) }] : [];
  });
}

const keptAreas = kept<Record<ScoreName, AreaAt[]>>();

/** The areas at every t of both scores, as far as they are measured. The same object while they stay. */
export function areasNow(state: ViewState, sets: SetsState): Record<ScoreName, AreaAt[]> {
  return keptAreas(sets, [setsName(state), state.detectReading, againstOf(state)], () => ({
    epsilon: areasOf(state, sets, 'epsilon'),
    reconstruction: areasOf(state, sets, 'reconstruction'),
  }));
}

/** The largest of all areas; undefined where there is none. */
export function bestOf(areas: Record<ScoreName, AreaAt[]>): (AreaAt & { score: ScoreName }) | undefined {
  const all = SCORES.flatMap((score) => areas[score].map((point) => ({ ...point, score })));
  return all.length === 0 ? undefined : all.reduce((a, b) => (b.auc > a.auc ? b : a));
}

/** What networks made of one class of digits, each with its area; and by how much the last two differ. */
export interface ClassFacts {
  readonly t: number;
  readonly areas: readonly (Auc & { readonly used: UsedNetwork })[];
  /** The area of the one before the last minus that of the last; null where they have not scored the same. */
  readonly difference: ReturnType<typeof aucDifference> | null;
}

const keptFacts = kept<ClassFacts>();

/** How well every network that was measured with these pictures tells a class from the others. The same object while it stays. */
export function classNow(state: ViewState, sets: SetsState, unseen: number): ClassFacts {
  const { detectScore: score, detectReading: reading } = state;
  const at = nearestTime(score, state.detectT);
  const all = keptLike(state);
  const tables = all.map(({ table }) => table);
  const asked = [score, at, reading, unseen, sets.name, state.seed, state.detectCount, all.length];
  return keptFacts(sets, [...asked, ...tables], () => {
    const question = { score, at, reading, against: `class ${unseen}`, unseen };
    const found = all.flatMap(({ table, used }) => {
      const one = answer(table, question);
      if (!one || !isEnough(one)) return [];
      const { normal, anomalous, normalAt, anomalousAt } = one;
      return [{ used, lists: [normal, anomalous] as const, places: [normalAt, anomalousAt].join(';') }];
    });
    const [a, b] = found.slice(-2);
    const isPaired = found.length > 1 && a.places === b.places;
    return {
      t: MEASURED[score].times[at],
      areas: found.map(({ used, lists }) => ({ used, ...auc(...lists) })),
      difference: isPaired ? aucDifference(a.lists, b.lists) : null,
    };
  });
}
