import { errorOf } from '../diffusion/anomaly';
import { auc } from '../diffusion/roc';
import type { Auc } from '../diffusion/roc';
import { againstOf, anomalySets, setsName } from './anomalySets';
import type { SetsState } from './anomalySets';
import { answer, MEASURED, nearestTime, SETS, tableRows } from './anomalyTable';
import type { Answer, Question } from './anomalyTable';
import { SCORES } from './detectFields';
import type { ScoreName } from './detectFields';
import { shownX0 } from './digit';
import { download } from './download';
import { view } from './view';
import type { ViewState } from './viewCodec';

/** What the view asks of the table, at one of the times of a score. */
function questionOf(state: ViewState, score: ScoreName, at: number): Question {
  const { detectReading: reading, detectAgainst, detectUnseen } = state;
  const unseen = detectAgainst === 'class' ? detectUnseen : -1;
  return { score, at, reading, against: againstOf(state), unseen };
}

/** The last of what a function of a question made, kept while the question and the table stay. */
function kept<Made>(): (sets: SetsState, question: readonly unknown[], make: () => Made) => Made {
  let last: { readonly args: readonly unknown[]; readonly made: Made } | undefined;
  return (sets, question, make) => {
    const args = [sets.table, sets.changes, ...question];
    if (!last || args.some((value, i) => value !== last?.args[i])) last = { args, made: make() };
    return last.made;
  };
}

/** How digits and the others compare at a t. */
export interface AnswerAt extends Answer {
  readonly t: number;
}

function answerAt(state: ViewState, { table, name }: SetsState): AnswerAt | null {
  if (!table || name !== setsName(state)) return null;
  const { detectScore: score } = state;
  const at = nearestTime(score, state.detectT);
  const found = answer(table, questionOf(state, score, at));
  if (!found) return null;
  const isOwn = table.get(SETS.own)?.pictures[0] === shownX0();
  return { ...found, own: isOwn ? found.own : NaN, t: MEASURED[score].times[at] };
}

const keptAnswer = kept<AnswerAt | null>();

/** How they compare at the view's t, or the nearest that is measured; null while there is nothing. The same object while it stays. */
export function answerNow(state: ViewState, sets: SetsState): AnswerAt | null {
  const { detectScore: score, detectReading, source } = state;
  const asked = [
    setsName(state),
    score,
    nearestTime(score, state.detectT),
    detectReading,
    againstOf(state),
    source,
  ];
  return keptAnswer(sets, [...asked, shownX0()], () => answerAt(state, sets));
}

/** A picture of a set, and its score. */
export interface Example {
  readonly picture: Float32Array;
  readonly score: number;
}

/** The digits that look most anomalous, and the others that look least so: where a threshold errs first. */
export function hardest(
  { table }: SetsState,
  state: ViewState,
  { normal, normalAt, anomalous, anomalousAt }: Answer,
  count: number,
): { digits: Example[]; others: Example[] } {
  const of = (set: string, scores: readonly number[], places: readonly number[], sign: 1 | -1): Example[] =>
    scores
      .flatMap((score, i) => {
        const picture = table?.get(set)?.pictures[places[i]];
        return picture ? [{ picture, score }] : [];
      })
      .sort((a, b) => sign * (a.score - b.score))
      .slice(0, count);
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

function areasOf(state: ViewState, { table, name }: SetsState, score: ScoreName): AreaAt[] {
  if (!table || name !== setsName(state)) return [];
  return MEASURED[score].times.flatMap((t, at) => {
    const found = answer(table, questionOf(state, score, at));
    return found && found.normal.length > 1 && found.anomalous.length > 1
      ? [{ t, ...auc(found.normal, found.anomalous) }]
      : [];
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

/** Saves every score as a table. */
export function exportScores(): void {
  const { table } = anomalySets.getState();
  const { seed, detectCount } = view.getState();
  if (table)
    download(`${tableRows(table).join('\n')}\n`, `ddpm_scores_n${detectCount}_seed${seed}.csv`, 'text/csv');
}
