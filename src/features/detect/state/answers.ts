import { errorOf } from '../../../diffusion/anomaly';
import { auc, aucDifference, type Auc } from '../../../diffusion/numbers/roc';
import { SCORES, type ScoreName } from '../../../state/link/fields/detect';
import type { ViewState } from '../../../state/link/fields/table';
import { memo } from '../../../state/memo';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { getAnomalousSet, hasShownPicture } from './setPictures';
import { findTable, type SetsState } from './sets';
import {
  answer,
  countCalibration,
  isEnough,
  MEASUREMENTS,
  MIN_CALIBRATION,
  nearestTime,
  SETS,
  type Answer,
  type Question,
  type ScoreTable,
} from './scoreTable';

/** The class of digits that counts as anomalous in a view; -1 for none. */
export const getUnseenClass = ({ detectAgainst, detectUnseen }: ViewState): number =>
  detectAgainst === 'class' ? detectUnseen : -1;

/** What the view asks of the table, at one of the times of a score. */
const makeQuestion = (state: ViewState, score: ScoreName, at: number): Question => ({
  score,
  at,
  reading: state.detectReading,
  against: getAnomalousSet(state),
  unseen: getUnseenClass(state),
});

/** The same at the measured time that is nearest to the view's t. */
const nearestQuestion = (state: ViewState): Question =>
  makeQuestion(state, state.detectScore, nearestTime(state.detectScore, state.detectT));

/** How digits and the others compare at a t, and the view's picture among them. */
export interface AnswerAt extends Answer {
  readonly t: number;
  /** The error of the view's picture as the sets are measured; NaN while not measured. */
  readonly pictureError: number;
  /** The set that contains the view's picture, or null. */
  readonly within: string | null;
}

function answerWithPicture(table: ScoreTable | null, question: Question): AnswerAt | null {
  const compared = table && answer(table, question);
  if (!compared) return null;
  const { score, at } = question;
  const shown = hasShownPicture(table) ? table.get(SETS.picture) : undefined;
  const { x0 } = source.getState().picture;
  const isSame = (picture: Float32Array): boolean =>
    picture.length === x0.length && picture.every((value, i) => Math.abs(value - x0[i]) < 1e-4);
  return {
    ...compared,
    picture: shown ? compared.picture : NaN,
    pictureError: shown?.scores[score][at] ?? NaN,
    within: [SETS.digits, SETS.calibration].find((set) => table.get(set)?.originals.some(isSame)) ?? null,
    t: MEASUREMENTS[score].times[at],
  };
}

const memoizeAnswer = memo<AnswerAt | null>();

/** How the sets compare at the view's t, or the nearest that is measured; null without scores. The same object while it stays. */
export function getAnswer(state: ViewState, sets: SetsState): AnswerAt | null {
  const table = findTable(state, sets);
  const question = nearestQuestion(state);
  const args = [table, sets.changes, JSON.stringify(question), source.getState().picture, shownX0()];
  return memoizeAnswer(args, () => answerWithPicture(table, question));
}

/** How many calibration digits are scored, while a first answer waits for them; null if nothing is waited for. */
export function countCalibrated(state: ViewState, sets: SetsState): number | null {
  const table = findTable(state, sets);
  const scored = table ? countCalibration(table, nearestQuestion(state)) : Infinity;
  return scored < MIN_CALIBRATION ? scored : null;
}

/** A picture of a set, the same in the size of all sources, and its score. */
export interface Example {
  readonly picture: Float32Array;
  readonly original: Float32Array;
  readonly score: number;
}

/** The most anomalous digits and the least anomalous others: where a threshold errs first. */
export function findHardest(
  sets: SetsState,
  state: ViewState,
  { normal, normalIndices, anomalous, anomalousIndices }: Answer,
  count: number,
): { digits: Example[]; others: Example[] } {
  const table = findTable(state, sets);
  const first = (set: string, scores: readonly number[], indices: readonly number[], sign: 1 | -1) => {
    const { pictures, originals } = table?.get(set) ?? { pictures: [], originals: [] };
    return scores
      .map((score, i) => ({ picture: pictures[indices[i]], original: originals[indices[i]], score }))
      .sort((a, b) => sign * (a.score - b.score))
      .slice(0, count);
  };
  return {
    digits: first(SETS.digits, normal, normalIndices, -1),
    others: first(getAnomalousSet(state), anomalous, anomalousIndices, 1),
  };
}

/** How a blank picture fares. */
export interface BlankComparison {
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
export function describeBlank(state: ViewState, sets: SetsState): BlankComparison | null {
  const table = findTable(state, sets);
  const question = nearestQuestion(state);
  const plain = table && answer(table, { ...question, reading: 'plain' });
  if (!plain || plain.normal.length === 0 || Number.isNaN(plain.blank)) return null;
  return {
    t: MEASUREMENTS[question.score].times[question.at],
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

function measureAreas(table: ScoreTable | null, state: ViewState, score: ScoreName): AreaAt[] {
  return MEASUREMENTS[score].times.flatMap((t, at) => {
    const compared = table && answer(table, makeQuestion(state, score, at));
    return compared && isEnough(compared) ? [{ t, ...auc(compared.normal, compared.anomalous) }] : [];
  });
}

const memoizeAreas = memo<Record<ScoreName, AreaAt[]>>();

/** The areas at every t of both scores, as far as they are measured. The same object while they stay. */
export function getAreas(state: ViewState, sets: SetsState): Record<ScoreName, AreaAt[]> {
  const table = findTable(state, sets);
  return memoizeAreas([table, sets.changes, state.detectReading, getAnomalousSet(state)], () => ({
    epsilon: measureAreas(table, state, 'epsilon'),
    reconstruction: measureAreas(table, state, 'reconstruction'),
  }));
}

/** The largest of all areas; undefined if there is none. */
export function findBest(areas: Record<ScoreName, AreaAt[]>): (AreaAt & { score: ScoreName }) | undefined {
  const all = SCORES.flatMap((score) => areas[score].map((point) => ({ ...point, score })));
  return all.length === 0 ? undefined : all.reduce((a, b) => (b.auc > a.auc ? b : a));
}

/** How well several networks tell one class of digits from the others, and by how much the last two differ. */
export interface NetworkComparison {
  readonly t: number;
  readonly areas: readonly (Auc & { readonly used: UsedNetwork })[];
  /** The area of the one before the last minus that of the last; null if they have not scored the same pictures. */
  readonly difference: ReturnType<typeof aucDifference> | null;
}

const memoizeComparison = memo<NetworkComparison>();

/** What is the same in tables that compare: pictures, noises, and what the network is told. */
const comparisonKey = ({ seed, detectCount, detectLeast }: ViewState): string =>
  [seed, detectCount, detectLeast].join();

/** The areas of every network that was measured with the view's pictures. The same object while they stay. */
export function compareNetworks(
  state: ViewState,
  { saved, changes }: SetsState,
  unseen: number,
): NetworkComparison {
  const { detectScore: score, detectReading: reading } = state;
  const at = nearestTime(score, state.detectT);
  const settings = comparisonKey(state);
  return memoizeComparison([saved, changes, settings, score, at, reading, unseen], () => {
    const comparable = saved.filter(({ state: measuredFor }) => comparisonKey(measuredFor) === settings);
    const compared = comparable.flatMap(({ table, used }) => {
      const found = answer(table, { score, at, reading, against: `class ${unseen}`, unseen });
      if (!found || !isEnough(found)) return [];
      const pictures = [found.normalIndices, found.anomalousIndices].join(';');
      return [{ used, lists: [found.normal, found.anomalous] as const, pictures }];
    });
    const [a, b] = compared.slice(-2);
    const isPaired = compared.length > 1 && a.pictures === b.pictures;
    return {
      t: MEASUREMENTS[score].times[at],
      areas: compared.map(({ used, lists }) => ({ used, ...auc(...lists) })),
      difference: isPaired ? aucDifference(a.lists, b.lists) : null,
    };
  });
}
