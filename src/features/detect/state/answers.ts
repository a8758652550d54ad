import { errorOf } from '../../../diffusion/anomaly';
import { auc, aucDifference, type Auc } from '../../../diffusion/roc';
import { SCORES, type ScoreName } from '../../../state/link/fields/detect';
import type { ViewState } from '../../../state/link/fields/table';
import { memo } from '../../../state/memo';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { againstOf, hasShownPicture } from './setPictures';
import { tableOf, type SetsState } from './sets';
import {
  answer,
  calibrationCount,
  isEnough,
  MEASURED,
  MIN_CALIBRATION,
  nearestTime,
  SETS,
  type Answer,
  type Question,
  type ScoreTable,
} from './table';

/** The class of digits that counts as anomalous in a view; -1 for none. */
export const unseenIn = ({ detectAgainst, detectUnseen }: ViewState): number =>
  detectAgainst === 'class' ? detectUnseen : -1;

/** What the view asks of the table, at one of the times of a score. */
const questionOf = (state: ViewState, score: ScoreName, at: number): Question => ({
  score,
  at,
  reading: state.detectReading,
  against: againstOf(state),
  unseen: unseenIn(state),
});

/** The same at the measured time that is nearest to the view's t. */
const nearestQuestion = (state: ViewState): Question =>
  questionOf(state, state.detectScore, nearestTime(state.detectScore, state.detectT));

/** How digits and the others compare at a t, and the view's picture among them. */
export interface AnswerAt extends Answer {
  readonly t: number;
  /** The error of the view's picture as the sets are measured; NaN while not measured. */
  readonly pictureError: number;
  /** The set that contains the view's picture, or null. */
  readonly within: string | null;
}

/** Whether a set contains the view's picture, to the last byte. */
function containsPicture(table: ScoreTable, set: string): boolean {
  const { x0 } = source.getState().picture;
  const isSame = (picture: Float32Array): boolean =>
    picture.length === x0.length && picture.every((value, i) => Math.abs(value - x0[i]) < 1e-4);
  return table.get(set)?.originals.some(isSame) ?? false;
}

function answerAt(table: ScoreTable | null, question: Question): AnswerAt | null {
  const compared = table && answer(table, question);
  if (!compared) return null;
  const { score, at } = question;
  const shown = hasShownPicture(table) ? table.get(SETS.picture) : undefined;
  return {
    ...compared,
    picture: shown ? compared.picture : NaN,
    pictureError: shown?.scores[score][at] ?? NaN,
    within: [SETS.digits, SETS.calibration].find((set) => containsPicture(table, set)) ?? null,
    t: MEASURED[score].times[at],
  };
}

const latestAnswer = memo<AnswerAt | null>();

/** How the sets compare at the view's t, or the nearest that is measured; null without scores. The same object while it stays. */
export function answerNow(state: ViewState, sets: SetsState): AnswerAt | null {
  const table = tableOf(state, sets);
  const question = nearestQuestion(state);
  const args = [table, sets.changes, JSON.stringify(question), source.getState().picture, shownX0()];
  return latestAnswer(args, () => answerAt(table, question));
}

/** How many calibration digits are scored, while a first answer waits for them; null if nothing is waited for. */
export function waitingNow(state: ViewState, sets: SetsState): number | null {
  const table = tableOf(state, sets);
  const scored = table ? calibrationCount(table, nearestQuestion(state)) : Infinity;
  return scored < MIN_CALIBRATION ? scored : null;
}

/** A picture of a set, the same in the size of all sources, and its score. */
export interface Example {
  readonly picture: Float32Array;
  readonly original: Float32Array;
  readonly score: number;
}

/** The most anomalous digits and the least anomalous others: where a threshold errs first. */
export function hardest(
  { table }: SetsState,
  state: ViewState,
  { normal, normalIndices, anomalous, anomalousIndices }: Answer,
  count: number,
): { digits: Example[]; others: Example[] } {
  const first = (set: string, scores: readonly number[], indices: readonly number[], sign: 1 | -1) => {
    const { pictures, originals } = table?.get(set) ?? { pictures: [], originals: [] };
    return scores
      .map((score, i) => ({ picture: pictures[indices[i]], original: originals[indices[i]], score }))
      .sort((a, b) => sign * (a.score - b.score))
      .slice(0, count);
  };
  return {
    digits: first(SETS.digits, normal, normalIndices, -1),
    others: first(againstOf(state), anomalous, anomalousIndices, 1),
  };
}

/** How a blank picture fares. */
export interface BlankFacts {
  readonly t: number;
  /** Its plain error. */
  readonly error: number;
  /** How many digits, of so many, have a larger error. */
  readonly above: number;
  readonly of: number;
  /** Its score by outline, in standard deviations. */
  readonly byOutline: number;
}

/** What the table says of the blank picture at the view's t; null while it or the digits are not scored. */
export function blankNow(state: ViewState, sets: SetsState): BlankFacts | null {
  const table = tableOf(state, sets);
  const question = nearestQuestion(state);
  const plain = table && answer(table, { ...question, reading: 'plain' });
  if (!plain || plain.normal.length === 0 || Number.isNaN(plain.blank)) return null;
  return {
    t: MEASURED[question.score].times[question.at],
    error: errorOf(plain.calibration, plain.blank, 0),
    above: plain.normal.filter((score) => score > plain.blank).length,
    of: plain.normal.length,
    byOutline: answer(table, { ...question, reading: 'outline' })?.blank ?? NaN,
  };
}

/** An area under the ROC curve at a t. */
export interface AreaAt extends Auc {
  readonly t: number;
}

function areasOf(table: ScoreTable | null, state: ViewState, score: ScoreName): AreaAt[] {
  return MEASURED[score].times.flatMap((t, at) => {
    const compared = table && answer(table, questionOf(state, score, at));
    return compared && isEnough(compared) ? [{ t, ...auc(compared.normal, compared.anomalous) }] : [];
  });
}

const latestAreas = memo<Record<ScoreName, AreaAt[]>>();

/** The areas at every t of both scores, as far as they are measured. The same object while they stay. */
export function areasNow(state: ViewState, sets: SetsState): Record<ScoreName, AreaAt[]> {
  const table = tableOf(state, sets);
  return latestAreas([table, sets.changes, state.detectReading, againstOf(state)], () => ({
    epsilon: areasOf(table, state, 'epsilon'),
    reconstruction: areasOf(table, state, 'reconstruction'),
  }));
}

/** The largest of all areas; undefined if there is none. */
export function bestOf(areas: Record<ScoreName, AreaAt[]>): (AreaAt & { score: ScoreName }) | undefined {
  const all = SCORES.flatMap((score) => areas[score].map((point) => ({ ...point, score })));
  return all.length === 0 ? undefined : all.reduce((a, b) => (b.auc > a.auc ? b : a));
}

/** How well several networks tell one class of digits from the others, and by how much the last two differ. */
export interface ClassFacts {
  readonly t: number;
  readonly areas: readonly (Auc & { readonly used: UsedNetwork })[];
  /** The area of the one before the last minus that of the last; null if they have not scored the same pictures. */
  readonly difference: ReturnType<typeof aucDifference> | null;
}

const latestFacts = memo<ClassFacts>();

/** What is the same in tables that compare: pictures, noises, and what the network is told. */
const settingsOf = ({ seed, detectCount, detectLeast }: ViewState): string =>
  [seed, detectCount, detectLeast].join();

/** The areas of every network that was measured with the view's pictures. The same object while they stay. */
export function classNow(state: ViewState, { saved, changes }: SetsState, unseen: number): ClassFacts {
  const { detectScore: score, detectReading: reading } = state;
  const at = nearestTime(score, state.detectT);
  const settings = settingsOf(state);
  return latestFacts([saved, changes, settings, score, at, reading, unseen], () => {
    const compared = saved.flatMap(({ table, used, state: measuredFor }) => {
      const facts =
        settingsOf(measuredFor) === settings
          ? answer(table, { score, at, reading, against: `class ${unseen}`, unseen })
          : null;
      if (!facts || !isEnough(facts)) return [];
      const { normal, anomalous, normalIndices, anomalousIndices } = facts;
      return [
        { used, lists: [normal, anomalous] as const, places: [normalIndices, anomalousIndices].join(';') },
      ];
    });
    const [a, b] = compared.slice(-2);
    const isPaired = compared.length > 1 && a.places === b.places;
    return {
      t: MEASURED[score].times[at],
      areas: compared.map(({ used, lists }) => ({ used, ...auc(...lists) })),
      difference: isPaired ? aucDifference(a.lists, b.lists) : null,
    };
  });
}
