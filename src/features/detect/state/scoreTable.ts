import type { PictureSet } from '../../../data/anomalies';
import { calibrate, calibratePlain, excess, outline, type Calibration } from '../../../diffusion/anomaly';
import { SCORES, type Reading, type ScoreName } from '../../../state/link/fields/detect';

/** What sets of pictures are measured with: each t has scores of its own. */
export const MEASUREMENTS: Readonly<
  Record<ScoreName, { readonly times: readonly number[]; readonly draws: number; readonly steps: number }>
> = {
  epsilon: { times: [20, 50, 100, 150, 200, 250, 300, 400, 500, 900], draws: 4, steps: 1 },
  reconstruction: { times: [100, 200, 300, 400], draws: 2, steps: 5 },
};

/** Names of the sets that every question needs. */
export const SETS = {
  picture: 'picture',
  blank: 'blank',
  calibration: 'calibration',
  digits: 'digits',
} as const;

/** A set of pictures and their scores so far. */
export interface ScoredSet extends PictureSet {
  /** The same pictures at 28 x 28, the size of all sources; the network's may be smaller. */
  readonly originals: readonly Float32Array[];
  readonly outlines: readonly number[];
  /** [times, pictures] flat, NaN if nothing has been measured yet. */
  readonly scores: Readonly<Record<ScoreName, Float32Array>>;
}

/** A picture of a set. */
export interface PictureRef {
  readonly set: string;
  readonly index: number;
}

/** Scores of sets of pictures, by the names of the sets. Fills in place as scores arrive. */
export class ScoreTable {
  private readonly sets = new Map<string, ScoredSet>();

  /** Adds a set without scores, instead of one of the same name. */
  add(name: string, { pictures, classes }: PictureSet, originals = pictures): void {
    const empty = (score: ScoreName): Float32Array =>
      new Float32Array(MEASUREMENTS[score].times.length * pictures.length).fill(NaN);
    this.sets.set(name, {
      pictures,
      originals,
      classes,
      outlines: pictures.map(outline),
      scores: { epsilon: empty('epsilon'), reconstruction: empty('reconstruction') },
    });
  }

  get(name: string): ScoredSet | undefined {
    return this.sets.get(name);
  }

  /** @param at which of the score's times */
  put({ set: name, index }: PictureRef, score: ScoreName, at: number, value: number): void {
    const set = this.sets.get(name);
    if (set) set.scores[score][at * set.pictures.length + index] = value;
  }

  /** Pictures that lack one of their scores, ordered so that all sets fill at the same pace. */
  missing(names: readonly string[], score: ScoreName): PictureRef[] {
    const unscored = names.flatMap((set, order) => {
      const { pictures, scores } = this.sets.get(set) ?? { pictures: [], scores: undefined };
      return pictures.flatMap((_, index) =>
        MEASUREMENTS[score].times.some((__, at) =>
          Number.isNaN(scores?.[score][at * pictures.length + index]),
        )
          ? [{ set, index, order, share: index / pictures.length }]
          : [],
      );
    });
    return unscored
      .sort((a, b) => a.share - b.share || a.order - b.order)
      .map(({ set, index }) => ({ set, index }));
  }
}

/** Which of the measured times is nearest to t. */
export function nearestTime(score: ScoreName, t: number): number {
  const { times } = MEASUREMENTS[score];
  return times.reduce((best, time, at) => (Math.abs(time - t) < Math.abs(times[best] - t) ? at : best), 0);
}

/** Which sets are compared, and how their scores are read. */
export interface Question {
  readonly score: ScoreName;
  /** Which of the score's times. */
  readonly at: number;
  readonly reading: Reading;
  /** The anomalous set. */
  readonly against: string;
  /** A class of digits that counts as anomalous: neither calibration nor the normal set has it. -1 for none. */
  readonly unseen: number;
}

/** Scores in standard deviations of log error above the calibration digits. */
export interface Answer {
  readonly calibration: Calibration;
  /** How many digits the calibration was fitted to. */
  readonly calibrated: number;
  readonly normal: readonly number[];
  readonly anomalous: readonly number[];
  /** Which pictures of their sets these are. */
  readonly normalIndices: readonly number[];
  readonly anomalousIndices: readonly number[];
  /** Scores of the blank picture and of the view's picture; NaN while not measured. */
  readonly blank: number;
  readonly picture: number;
}

/** A line through fewer digits swings with every one of them. */
export const MIN_CALIBRATION = 10;
/** An area needs as many pictures of both kinds. */
export const MIN_COMPARED = 10;

/** Whether there is enough of both kinds for an area. */
export const isEnough = ({ normal, anomalous }: Pick<Answer, 'normal' | 'anomalous'>): boolean =>
  Math.min(normal.length, anomalous.length) >= MIN_COMPARED;

/** The pictures of a set that have been scored, without those of one class. */
function scoredPictures(set: ScoredSet | undefined, score: ScoreName, at: number, except?: number) {
  if (!set) return [];
  const { classes, outlines, scores } = set;
  return classes
    .map((label, index) => ({
      index,
      label,
      outline: outlines[index],
      error: scores[score][at * classes.length + index],
    }))
    .filter(({ label, error }) => label !== except && !Number.isNaN(error));
}

/** How many calibration digits have been scored. */
export const countCalibration = (table: ScoreTable, { score, at, unseen }: Question): number =>
  scoredPictures(table.get(SETS.calibration), score, at, unseen).length;

/** How the sets compare as far as they are measured; null while there is too little to calibrate with. */
export function answer(table: ScoreTable, { score, at, reading, against, unseen }: Question): Answer | null {
  const digits = scoredPictures(table.get(SETS.calibration), score, at, unseen);
  if (digits.length < MIN_CALIBRATION) return null;
  const errors = digits.map(({ error }) => error);
  const outlines = digits.map((digit) => digit.outline);
  let calibration: Calibration;
  try {
    calibration = reading === 'plain' ? calibratePlain(errors) : calibrate(errors, outlines);
  } catch {
    return null;
  }
  const read = (name: string, except?: number) => {
    const pictures = scoredPictures(table.get(name), score, at, except);
    return {
      scores: pictures.map((picture) => excess(calibration, picture.error, picture.outline)),
      indices: pictures.map(({ index }) => index),
    };
  };
  const normal = read(SETS.digits, unseen);
  const anomalous = read(against);
  return {
    calibration,
    calibrated: errors.length,
    normal: normal.scores,
    anomalous: anomalous.scores,
    normalIndices: normal.indices,
    anomalousIndices: anomalous.indices,
    blank: read(SETS.blank).scores.at(0) ?? NaN,
    picture: read(SETS.picture).scores.at(0) ?? NaN,
  };
}

type Cell = string | number;

const COLUMNS = 'set,picture,class,outline,score,t,draws,steps,error,excess,excess_plain'.split(',');

/**
 * Every score of every picture as the rows of a table, under a row of names. The excess is that of `answer`.
 * @param sets their names
 * @param unseen as in a Question
 * @param about cells that end each row, by their columns
 */
export function tableRows(
  table: ScoreTable,
  { sets, unseen, about }: { sets: readonly string[]; unseen: number; about: Readonly<Record<string, Cell>> },
): Cell[][] {
  const rows: Cell[][] = [[...COLUMNS, ...Object.keys(about)]];
  for (const score of SCORES) {
    const { times, draws, steps } = MEASUREMENTS[score];
    times.forEach((t, at) => {
      const calibrations = (['outline', 'plain'] as const).map(
        (reading) => answer(table, { score, at, reading, against: '', unseen })?.calibration,
      );
      for (const name of sets)
        for (const picture of scoredPictures(table.get(name), score, at)) {
          const { index, label, error } = picture;
          const excesses = calibrations.map((line) =>
            line ? excess(line, error, picture.outline).toFixed(4) : '',
          );
          rows.push([
            ...[name, index, label < 0 ? '' : label, picture.outline.toFixed(2)],
            ...[score, t, draws, steps, error.toPrecision(6), ...excesses],
            ...Object.values(about),
          ]);
        }
    });
  }
  return rows;
}
