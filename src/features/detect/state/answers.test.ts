import { afterEach, describe, expect, it } from 'vitest';
import { averagedPicture } from '../../../data/halfSize';
import { blank } from '../../../diffusion/pictures/corruptions';
import { auc } from '../../../diffusion/numbers/roc';
import { patchView, resetView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { countCalibrated, describeBlank, findBest, findHardest, getAnswer, getAreas } from './answers';
import { scoresFile } from './csv';
import { getCacheKey, type SetsState } from './sets';
import { MEASUREMENTS, ScoreTable, SETS } from './scoreTable';

/** A picture with a bar of so many pixels. */
const bar = (length: number): Float32Array => blank(28).fill(1, 300, 300 + length);
const bars = (lengths: readonly number[]) => ({ pictures: lengths.map(bar), classes: lengths.map(() => 3) });

const LENGTHS = Array.from({ length: 12 }, (_, i) => 3 + 2 * i);
/** Index of t = 300 among the measured times of the error of epsilon. */
const AT_300 = MEASUREMENTS.epsilon.times.indexOf(300);

/** Scores at one t: errors grow with the outline, unevenly, and those of the others by a factor. */
function score(table: ScoreTable, set: string, factor: number, at = AT_300): void {
  table.get(set)?.outlines.forEach((length, index) => {
    const error = factor * (0.01 + 0.002 * length) * (1 + 0.2 * Math.sin(7 * index + at));
    table.put({ set, index }, 'epsilon', at, error);
  });
}

/** A table as one that was measured for the view. */
const asSaved = (table: ScoreTable) => {
  const state = view.getState();
  return { cacheKey: getCacheKey(state), table, used: network.getState().used, state };
};

function setUp() {
  patchView({ detectAgainst: 'cut' });
  const table = new ScoreTable();
  table.add(SETS.picture, { pictures: [shownX0()], classes: [-1] });
  table.add(SETS.blank, { pictures: [blank(28)], classes: [-1] });
  table.add(SETS.calibration, bars(LENGTHS));
  table.add(SETS.digits, bars(LENGTHS));
  table.add('cut', bars(LENGTHS));
  let changes = 0;
  const saved = [asSaved(table)];
  /** The sets as they are now, after a change. */
  const sets = (): SetsState => ({ status: { kind: 'idle' }, saved, changes: ++changes });
  return { table, sets };
}

/** The same with all scores at t = 300. */
function setUpScored() {
  const { table, sets } = setUp();
  score(table, SETS.calibration, 1);
  score(table, SETS.digits, 1.1);
  score(table, 'cut', 2);
  score(table, SETS.blank, 0.5);
  score(table, SETS.picture, 1);
  return { table, sets: sets() };
}

const start = { network: network.getState(), source: source.getState() };

afterEach(() => {
  resetView();
  network.setState(start.network);
  source.setState({ picture: start.source.picture });
});

describe('an answer', () => {
  it('waits for ten digits to calibrate with', () => {
    const { table, sets } = setUp();
    for (let index = 0; index < 10; index++) {
      const now = sets();
      expect([countCalibrated(view.getState(), now), getAnswer(view.getState(), now)]).toEqual([index, null]);
      table.put(
        { set: SETS.calibration, index },
        'epsilon',
        AT_300,
        0.01 + 0.001 * index + 1e-4 * (index % 3),
      );
    }
    const now = sets();
    expect(countCalibrated(view.getState(), now)).toBeNull();
    expect(getAnswer(view.getState(), now)).toMatchObject({ calibrated: 10, normal: [], picture: NaN });
  });

  it('is that of the measured t that is nearest, and the same object meanwhile', () => {
    const { sets } = setUpScored();
    const first = getAnswer(view.getState(), sets);
    expect(first?.t).toBe(300);
    patchView({ detectT: 320 });
    expect(getAnswer(view.getState(), sets)).toBe(first);
    patchView({ detectT: 120 });
    expect(getAnswer(view.getState(), sets)).toBeNull();
  });

  it('is none where the table is of other settings', () => {
    const { sets } = setUpScored();
    patchView({ seed: 7 });
    expect(getAnswer(view.getState(), sets)).toBeNull();
    expect(countCalibrated(view.getState(), sets)).toBeNull();
    expect(getAreas(view.getState(), sets)).toEqual({ epsilon: [], reconstruction: [] });
    expect(scoresFile(view.getState(), sets)).toBeNull();
  });

  it('has the view’s picture only while it is the one that was scored', () => {
    const { table, sets } = setUpScored();
    const error = table.get(SETS.picture)?.scores.epsilon[AT_300];
    expect(getAnswer(view.getState(), sets)).toMatchObject({ pictureError: error, within: null });
    expect(getAnswer(view.getState(), sets)?.picture).not.toBeNaN();
    source.setState({ picture: { ...start.source.picture, x0: bar(4) } });
    expect(getAnswer(view.getState(), sets)).toMatchObject({ picture: NaN, pictureError: NaN });
  });

  it('says which set contains the view’s picture, also where the network’s pictures are smaller', () => {
    const { table, sets } = setUpScored();
    const within = (x0: Float32Array, changes: number): string | null | undefined => {
      source.setState({ picture: { ...start.source.picture, x0 } });
      return getAnswer(view.getState(), { ...sets, changes })?.within;
    };
    expect(within(bar(LENGTHS[5]), 1)).toBe(SETS.digits);
    const digits = LENGTHS.map((length) => bar(length + 1));
    const classes = digits.map(() => 3);
    table.add(SETS.digits, { pictures: digits.map(averagedPicture), classes }, digits);
    expect(within(digits[5].slice(), 2)).toBe(SETS.digits);
    expect(within(bar(LENGTHS[5]), 3)).toBe(SETS.calibration);
    expect(within(bar(99), 4)).toBeNull();
  });
});

describe('the sets', () => {
  it('have their hardest pictures first, in the size that the source takes', () => {
    const { table, sets } = setUpScored();
    const now = getAnswer(view.getState(), sets);
    if (!now) throw new Error('There is no answer.');
    const { digits, others } = findHardest(sets, view.getState(), now, 6);
    expect(digits.map((example) => example.score)).toEqual([...now.normal].sort((a, b) => b - a).slice(0, 6));
    expect(others.map((example) => example.score)).toEqual(
      [...now.anomalous].sort((a, b) => a - b).slice(0, 6),
    );
    const place = now.normal.indexOf(digits[0].score);
    expect(digits[0].original).toBe(table.get(SETS.digits)?.originals[place]);
  });

  it('say how many digits a blank picture errs less than, whichever way errors are read', () => {
    const { table, sets } = setUpScored();
    for (const detectReading of ['outline', 'plain'] as const) {
      patchView({ detectReading });
      const facts = describeBlank(view.getState(), sets);
      const { digits, blank: sheet } = {
        digits: [...(table.get(SETS.digits)?.scores.epsilon ?? [])].filter((error) => !Number.isNaN(error)),
        blank: table.get(SETS.blank)?.scores.epsilon[AT_300] ?? NaN,
      };
      expect(facts).toMatchObject({ t: 300, of: 12, above: digits.filter((error) => error > sheet).length });
      expect(facts?.error).toBeCloseTo(sheet, 6);
      expect(facts?.byOutline).not.toBeNaN();
    }
  });

  it('have an area at every t that is measured, and the largest is the best', () => {
    const { table, sets } = setUpScored();
    for (const [set, factor] of [
      [SETS.calibration, 1],
      [SETS.digits, 1],
      ['cut', 1.1],
    ] as const)
      score(table, set, factor, 0);
    const now = { ...sets, changes: -1 };
    const areas = getAreas(view.getState(), now);
    expect(areas.epsilon.map(({ t }) => t)).toEqual([MEASUREMENTS.epsilon.times[0], 300]);
    expect(areas.reconstruction).toEqual([]);
    const compared = getAnswer(view.getState(), now);
    expect(areas.epsilon[1]).toMatchObject(auc(compared?.normal ?? [], compared?.anomalous ?? []));
    expect(findBest(areas)).toMatchObject({ score: 'epsilon', t: 300 });
    expect(getAreas(view.getState(), now)).toBe(areas);
    expect(findBest({ epsilon: [], reconstruction: [] })).toBeUndefined();
  });
});

it('the file of scores is named after what was measured, and says what with', () => {
  const { table, sets } = setUpScored();
  patchView({ detectCount: 20 });
  const file = scoresFile(view.getState(), { ...sets, saved: [asSaved(table)] });
  expect(file?.name).toBe('ddpm_scores_shipped_cut_n20_seed42.csv');
  expect(file?.rows[0].slice(-3)).toEqual(['seed', 'class_told', 'network']);
  expect(file?.rows[1].slice(-3)).toEqual([42, 'none', 'the page’s own network']);
  expect(file?.rows).toHaveLength(1 + 2 + 3 * LENGTHS.length);
  patchView({ detectAgainst: 'class', detectUnseen: 4, detectLeast: true });
  const least = scoresFile(view.getState(), { ...sets, saved: [asSaved(table)] });
  expect(least?.name).toBe('ddpm_scores_shipped_class4_n20_seed42.csv');
  expect(least?.rows[1].at(-2)).toBe('least');
});
