import type { PictureSet } from '../../../data/anomalies';
import { calibrate, calibratePlain, excess, outline } from '../../../diffusion/anomaly';
import type { Calibration } from '../../../diffusion/anomaly';
import { SCORES } from '../../../state/link/fields/detect';
import type { Reading, ScoreName } from '../../../state/link/fields/detect';

/** What sets of pictures are measured with: each t has scores of its own. */
export const MEASURED: Readonly<
  Record<ScoreName, { readonly times: readonly number[]; readonly draws: number; readonly steps: number }>
> = {
  epsilon: { times: [50, 100, 150, 200, 250, 300, 400, 500], draws: 4, steps: 1 },
  reconstruction: { times: [100, 200, 300, 400], draws: 2, steps: 5 },
};

/** A set of pictures and their scores so far. */
export interface ScoredSet extends PictureSet {
  /** The same in the size that all sources have, where the network's is another. */
  readonly originals: readonly Float32Array[];
  readonly outlines: readonly number[];
  /** [times, pictures] flat, NaN where there is none yet. */
  readonly scores: Readonly<Record<ScoreName, Float32Array>>;
}

/** A picture of a set. */
export interface Place {
  readonly set: string;
  readonly index: number;
}

/** Scores of sets of pictures, by the names of the sets, as they come in. */
export class ScoreTable {
  private readonly sets = new Map<string, ScoredSet>();

  /** Puts a set there, without scores; one of that name gives way. */
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

  put({ set, index }: Place, score: ScoreName, at: number, value: number): void {
    const found = this.sets.get(set);
    if (found) found.scores[score][at * found.pictures.length + index] = value;
  }

  /** Pictures that lack one of their scores: some of every set early, so that all sets grow alike. */
  missing(names: readonly string[], score: ScoreName): Place[] {
    const lacking = names.flatMap((set, order) => {
      const { pictures, scores } = this.sets.get(set) ?? { pictures: [], scores: undefined };
      return pictures.flatMap((_, index) =>
        MEASURED[score].times.some((__, at) => Number.isNaN(scores?.[score][at * pictures.length + index]))
          ? [{ set, index, order, share: index / pictures.length }]
          : [],
      );
    });
    return lacking
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
  /** A class that is no digit here: it is neither calibrated with nor judged as one; -1 for none. */
  readonly unseen: number;
}

/** Scores in standard deviations of the logarithm of error, above what the calibration digits have. */
export interface Answer {
  readonly calibration: Calibration;
  /** Digits it was fitted to. */
  readonly calibrated: number;
  readonly normal: readonly number[];
  readonly anomalous: readonly number[];
  /** Which of their sets' pictures these are. */
  readonly normalAt: readonly number[];
  readonly anomalousAt: readonly number[];
  /** Of the blank picture, and of the view's own; NaN while there is none. */
  readonly blank: number;
  readonly own: number;
}

/** Names of the sets that are there for every question. */
export const SETS = { own: 'picture', blank: 'blank', calibration: 'calibration', digits: 'digits' } as const;

/** Digits that a line is fitted to, at least: by fewer it swings with every one of them. */
export const LEAST_CALIBRATION = 10;
/** Pictures of both kinds that are compared, at least. */
export const LEAST_COMPARED = 10;

/** Whether there is enough of both kinds for an area. */
export const isEnough = ({ normal, anomalous }: Pick<Answer, 'normal' | 'anomalous'>): boolean =>
  Math.min(normal.length, anomalous.length) >= LEAST_COMPARED;

/** No class at all; -1 is that of what is no digit. */
const NOTHING = -2;
const without = (unseen: number): number => (unseen < 0 ? NOTHING : unseen);

/** Calibration digits that are scored at a t of a score. */
export const calibrating = (table: ScoreTable, { score, at, unseen }: Question): number =>
  known(table.get(SETS.calibration), score, at, without(unseen)).errors.length;

/** Errors and outlines of a set's pictures that have been scored, without those of a class. */
function known(set: ScoredSet | undefined, score: ScoreName, at: number, left: number) {
  const [errors, outlines, places]: [number[], number[], number[]] = [[], [], []];
  set?.classes.forEach((own, i) => {
    const error = set.scores[score][at * set.pictures.length + i];
    if (own === left || Number.isNaN(error)) return;
    errors.push(error);
    outlines.push(set.outlines[i]);
    places.push(i);
  });
  return { errors, outlines, places };
}

/** How the sets compare as far as they are measured; null while there is too little to calibrate with. */
export function answer(table: ScoreTable, { score, at, reading, against, unseen }: Question): Answer | null {
  const { errors, outlines } = known(table.get(SETS.calibration), score, at, without(unseen));
  if (errors.length < LEAST_CALIBRATION) return null;
  let calibration: Calibration;
  try {
    calibration = reading === 'plain' ? calibratePlain(errors) : calibrate(errors, outlines);
  } catch {
    return null;
  }
  const read = (name: string, left = NOTHING) => {
    const { errors: own, outlines: lengths, places } = known(table.get(name), score, at, left);
    return { scores: own.map((error, i) => excess(calibration, error, lengths[i])), places };
  };
  const normal = read(SETS.digits, without(unseen));
  const anomalous = read(against);
  return {
    calibration,
    calibrated: errors.length,
    normal: normal.scores,
    anomalous: anomalous.scores,
    normalAt: normal.places,
    anomalousAt: anomalous.places,
    blank: read(SETS.blank).scores.at(0) ?? NaN,
    own: read(SETS.own).scores.at(0) ?? NaN,
  };
}

/** What lines of a table say besides the scores. */
interface TableFacts {
  /** Which sets. */
  readonly sets: readonly string[];
  /** As in a Question. */
  readonly unseen: number;
  /** Words that end each line, by their columns. */
  readonly about: Readonly<Record<string, string | number>>;
}

/** As a cell of a table: in quotes where it would otherwise be several. */
const cell = (value: string | number): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

const COLUMNS = ['set', 'picture', 'class', 'outline', 'score', 't', 'draws', 'steps'];
const READ = ['error', 'excess', 'excess_plain'];

/** Every score of every picture as lines of a table; the excess is that of the answers. */
export function tableRows(table: ScoreTable, { sets, unseen, about }: TableFacts): string[] {
  const rows = [[...COLUMNS, ...READ, ...Object.keys(about)].join()];
  const ends = Object.values(about).map(cell);
  for (const score of SCORES)
    MEASURED[score].times.forEach((t, at) => {
      const question = { score, at, against: '', unseen };
      const byOutline = answer(table, { ...question, reading: 'outline' })?.calibration;
      const plain = answer(table, { ...question, reading: 'plain' })?.calibration;
      const { draws, steps } = MEASURED[score];
      for (const name of sets) {
        const set = table.get(name);
        set?.classes.forEach((own, i) => {
          const error = set.scores[score][at * set.classes.length + i];
          if (Number.isNaN(error)) return;
          const length = set.outlines[i];
          const read = (line: Calibration | undefined) =>
            line ? excess(line, error, length).toFixed(4) : '';
          const cells = [name, i, own < 0 ? '' : own, length.toFixed(2), score, t, draws, steps];
          rows.push([...cells, error.toPrecision(6), read(byOutline), read(plain), ...ends].join());
        });
      }
    });
  return rows;
}
