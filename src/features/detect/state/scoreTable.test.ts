import { describe, expect, it } from 'vitest';
import { csvText } from '../../../data/csv';
import { blank } from '../../../diffusion/pictures/corruptions';
import {
  answer,
  countCalibration,
  isEnough,
  MEASUREMENTS,
  nearestTime,
  ScoreTable,
  SETS,
  tableRows,
} from './scoreTable';

/** Pictures with a bar of so many pixels. */
const bars = (lengths: readonly number[], classes = lengths.map(() => -1)) => ({
  pictures: lengths.map((length) => blank(28).fill(1, 300, 300 + length)),
  classes,
});

const LENGTHS = [3, 5, 8, 12, 20, 4, 7, 11, 15, 18, 25];
/** Index of t = 250 among the measured times. */
const AT_250 = MEASUREMENTS.epsilon.times.indexOf(250);
const ERRORS = [0.01, 0.011, 0.02, 0.028, 0.05, 0.009, 0.017, 0.03, 0.033, 0.048, 0.055];

const table = (): ScoreTable => {
  const made = new ScoreTable();
  made.add(SETS.calibration, bars(LENGTHS, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0]));
  made.add(SETS.digits, bars([4, 6, 9, 10], [0, 1, 4, 2]));
  made.add(SETS.blank, { pictures: [blank(28)], classes: [-1] });
  made.add('fashion', bars([10, 12]));
  return made;
};

const scored = (): ScoreTable => {
  const made = table();
  const put = (set: string, values: readonly number[]) =>
    values.forEach((value, index) => made.put({ set, index }, 'epsilon', AT_250, value));
  put(SETS.calibration, ERRORS);
  put(SETS.digits, [0.012, 0.016, 0.022, 0.024]);
  put(SETS.blank, [0.001]);
  put('fashion', [0.2, 0.3]);
  return made;
};

describe('what is missing', () => {
  it('grows evenly over the sets, and becomes less with every score', () => {
    const made = table();
    const names = [SETS.calibration, SETS.digits, 'fashion'];
    const missing = made.missing(names, 'epsilon');
    expect(missing).toHaveLength(17);
    expect(missing.slice(0, 3)).toEqual(names.map((set) => ({ set, index: 0 })));
    expect(missing.slice(-2).map(({ set }) => set)).toEqual([SETS.calibration, SETS.calibration]);
    MEASUREMENTS.epsilon.times.forEach((_, at) => {
      expect(made.missing(names, 'epsilon')).toHaveLength(17);
      made.put({ set: SETS.digits, index: 2 }, 'epsilon', at, 0.5);
    });
    expect(made.missing(names, 'epsilon')).toHaveLength(16);
    expect(made.missing(names, 'reconstruction')).toHaveLength(17);
    expect(made.missing(['none'], 'epsilon')).toEqual([]);
  });
});

describe('an answer', () => {
  const question = {
    score: 'epsilon',
    at: AT_250,
    reading: 'outline',
    against: 'fashion',
    unseen: -1,
  } as const;

  it('waits for ten digits to calibrate with, as a line through fewer swings', () => {
    const made = table();
    for (const [index, error] of ERRORS.entries()) {
      expect(countCalibration(made, question)).toBe(index);
      expect(answer(made, question) === null).toBe(index < 10);
      made.put({ set: SETS.calibration, index }, 'epsilon', AT_250, error);
    }
  });

  it('is no area before there are ten of each', () => {
    const nine = Array.from({ length: 9 }, (_, i) => i);
    expect(isEnough({ normal: nine, anomalous: [...nine, 9] })).toBe(false);
    expect(isEnough({ normal: [...nine, 9], anomalous: [...nine, 9] })).toBe(true);
  });

  it('reads scores in deviations of other digits', () => {
    const found = answer(scored(), question);
    expect(found?.calibrated).toBe(11);
    expect(found?.normal).toHaveLength(4);
    expect(Math.max(...(found?.normal ?? []))).toBeLessThan(3);
    expect(Math.min(...(found?.anomalous ?? []))).toBeGreaterThan(3);
    expect(found?.picture).toBeNaN();
    // By the plain error a blank picture is more normal than every digit.
    const plain = answer(scored(), { ...question, reading: 'plain' });
    expect(plain?.blank).toBeLessThan(Math.min(...(plain?.normal ?? [])));
  });

  it('leaves out the class that counts as unseen, from calibration and from the digits', () => {
    const found = answer(scored(), { ...question, unseen: 4 });
    expect(found?.calibrated).toBe(10);
    expect(found?.normal).toHaveLength(3);
  });
});

it('the measured t that is nearest is taken', () => {
  expect(MEASUREMENTS.epsilon.times[nearestTime('epsilon', 262)]).toBe(250);
  expect(MEASUREMENTS.reconstruction.times[nearestTime('reconstruction', 1000)]).toBe(400);
});

describe('a table', () => {
  const sets = [SETS.blank, SETS.calibration, SETS.digits, 'fashion'];

  it('names every score that is there, and what it was measured with', () => {
    const about = { seed: 42, network: 'tiny, "mine"' };
    const rows = csvText(tableRows(scored(), { sets, unseen: -1, about }))
      .trimEnd()
      .split('\n');
    expect(rows).toHaveLength(1 + 18);
    expect(rows[0]).toBe(
      'set,picture,class,outline,score,t,draws,steps,error,excess,excess_plain,seed,network',
    );
    expect(rows[2]).toMatch(
      /^calibration,0,0,[\d.]+,epsilon,250,4,1,0\.0100000,-?[\d.]+,-?[\d.]+,42,"tiny, ""mine"""$/,
    );
    expect(rows.at(-1)).toMatch(/^fashion,1,,[\d.]+,epsilon,250,4,1,0\.300000,/);
    expect(tableRows(scored(), { sets: ['fashion'], unseen: -1, about })).toHaveLength(1 + 2);
  });

  it('has the excess of the answers, also where a class is no digit', () => {
    const question = { score: 'epsilon', at: AT_250, reading: 'outline', against: 'fashion' } as const;
    for (const unseen of [-1, 4]) {
      const found = answer(scored(), { ...question, unseen });
      const rows = tableRows(scored(), { sets: ['fashion'], unseen, about: {} }).slice(1);
      expect(rows.map((cells) => Number(cells[9]))).toEqual(
        found?.anomalous.map((value) => Number(value.toFixed(4))),
      );
    }
  });
});
