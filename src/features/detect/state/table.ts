import type { PictureSet } from '../../../data/anomalies';
import { calibrate, calibratePlain, excess, outline, type Calibration } from '../../../diffusion/anomaly';
import { SCORES, type Reading, type ScoreName } from '../../../state/link/fields/detect';

/** What sets of pictures are measured with: each t has scores of its own. */
export const MEASURED: Readonly<
  Record<ScoreName, { readonly times: readonly number[]; readonly draws: number; readonly steps: number }>
> = {
  epsilon: { times: [50, 100, 150, 200, 250, 300, 400, 500], draws: 4, steps: 1 },
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
export interface Place {
  readonly set: string;
  readonly index: number;
}

/** Scores of sets of pictures, by the names of the sets. Fills in place as scores arrive. */
export class ScoreTable {
  private readonly sets = new Map<string, ScoredSet>();

  /** Adds a set without scores, instead of one of the same name. */
  add(name: string, { pictures, classes }: PictureSet, originals = pictures): void {
    const empty = (score: ScoreName): Float32Array =>
      new Float32Array(MEASURED[score].times.length * pictures.length).fill(NaN);
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
  put({ set: name, index }: Place, score: ScoreName, at: number, value: number): void {
    const set = this.sets.get(name);
    if (set) set.scores[score][at * set.pictures.length + index] = value;
  }

  /** Pictures that lack one of their scores, ordered so that all sets fill at the same pace. */
  missing(names: readonly string[], score: ScoreName): Place[] {
    const unscored = names.flatMap((set, order) => {
      const { pictures, scores } = this.sets.get(set) ?? { pictures: [], scores: undefined };
      return pictures.flatMap((_, index) =>
        MEASURED[score].times.some((__, at) => Number.isNaN(scores?.[score][at * pictures.length + index]))
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
  const { times } = MEASURED[score];
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

/** No class; -1 is the class of pictures that are no digits. */
const NO_CLASS = -2;
const exceptClass = (unseen: number): number => (unseen < 0 ? NO_CLASS : unseen);

/** Errors and outlines of the pictures of a set that have been scored, without those of one class. */
function scoredPictures(set: ScoredSet | undefined, score: ScoreName, at: number, except = NO_CLASS) {
  const [errors, outlines, indices]: [number[], number[], number[]] = [[], [], []];
  set?.classes.forEach((label, i) => {
    const error = set.scores[score][at * set.pictures.length + i];
    if (label === except || Number.isNaN(error)) return;
    errors.push(error);
    outlines.push(set.outlines[i]);
    indices.push(i);
  });
  return { errors, outlines, indices };
}

/** How many calibration digits have been scored. */
export const calibrationCount = (table: ScoreTable, { score, at, unseen }: Question): number =>
  scoredPictures(table.get(SETS.calibration), score, at, exceptClass(unseen)).errors.length;

/** How the sets compare as far as they are measured; null while there is too little to calibrate with. */
export function answer(table: ScoreTable, { score, at, reading, against, unseen }: Question): Answer | null {
  const { errors, outlines } = scoredPictures(table.get(SETS.calibration), score, at, exceptClass(unseen));
  if (errors.length < MIN_CALIBRATION) return null;
  let calibration: Calibration;
  try {
    calibration = reading === 'plain' ? calibratePlain(errors) : calibrate(errors, outlines);
  } catch {
    return null;
  }
  const read = (name: string, except?: number) => {
    const set = scoredPictures(table.get(name), score, at, except);
    return {
      scores: set.errors.map((error, i) => excess(calibration, error, set.outlines[i])),
      indices: set.indices,
    };
  };
  const normal = read(SETS.digits, exceptClass(unseen));
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

/** What the rows of a table say besides the scores. */
interface TableFacts {
  /** Names of the sets. */
  readonly sets: readonly string[];
  /** As in a Question. */
  readonly unseen: number;
  /** Cells that end each row, by their columns. */
  readonly about: Readonly<Record<string, string | number>>;
}

type Cell = string | number;

const COLUMNS = ['set', 'picture', 'class', 'outline', 'score', 't', 'draws', 'steps'];
const READ_COLUMNS = ['error', 'excess', 'excess_plain'];

/** Every score of every picture as the rows of a table, under a row of names. The excess is that of `answer`. */
export function tableRows(table: ScoreTable, { sets, unseen, about }: TableFacts): Cell[][] {
  const rows: Cell[][] = [[...COLUMNS, ...READ_COLUMNS, ...Object.keys(about)]];
  for (const score of SCORES)
    MEASURED[score].times.forEach((t, at) => {
      const question = { score, at, against: '', unseen };
      const byOutline = answer(table, { ...question, reading: 'outline' })?.calibration;
      const plain = answer(table, { ...question, reading: 'plain' })?.calibration;
      const { draws, steps } = MEASURED[score];
      for (const name of sets) {
        const set = table.get(name);
        set?.classes.forEach((label, i) => {
          const error = set.scores[score][at * set.classes.length + i];
          if (Number.isNaN(error)) return;
          const length = set.outlines[i];
          const read = (line: Calibration | undefined): string =>
            line ? excess(line, error, length).toFixed(4) : '';
          const picture = [name, i, label < 0 ? '' : label, length.toFixed(2), score, t, draws, steps];
          rows.push([
            ...picture,
            error.toPrecision(6),
            read(byOutline),
            read(plain),
            ...Object.values(about),
          ]);
        });
      }
    });
  return rows;
}
