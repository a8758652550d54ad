import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../data/csv';
import { BANDS, LossSeries } from './lossSeries';
import { Pyramid } from './lossSeriesPyramid';

/** n losses that differ everywhere, and columns that go with them. */
function add(series: LossSeries, first: number, losses: readonly number[]): void {
  const bands = losses.flatMap((loss) => Array.from({ length: BANDS }, (_, band) => loss * (band + 1)));
  series.append(
    first,
    losses,
    losses.map((loss) => 2 * loss),
    losses.map((_, i) => (first + i) / 1000),
    bands,
  );
}

const filled = (losses: readonly number[]): LossSeries => {
  const series = new LossSeries();
  add(series, 1, losses);
  return series;
};

// Eighths: exact in float32, so that the reference needs no rounding. A tenth of them are missing.
const loss = fc.integer({ min: 0, max: 4000 }).map((n) => (n % 10 === 0 ? NaN : n / 8));
const losses = fc.array(loss, { minLength: 1, maxLength: 300, size: 'max' });

/** The smoothed line by its definition: weights 0.95^age over the finite values so far, made to add up to 1. */
function smoothed(values: readonly number[]): number {
  let sum = 0;
  let weights = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum = sum * 0.95 + value;
    weights = weights * 0.95 + 1;
  }
  return sum / weights;
}

describe('Pyramid', () => {
  it('summarises every range as a direct search does, also after truncation', () => {
    fc.assert(
      fc.property(losses, losses, fc.nat(300), fc.nat(600), fc.nat(600), (before, after, keep, a, b) => {
        const pyramid = new Pyramid();
        before.forEach((value) => pyramid.push(value));
        pyramid.truncate(keep);
        after.forEach((value) => pyramid.push(value));
        const all = [...before.slice(0, keep), ...after];
        expect(pyramid.length).toBe(all.length);
        const finite = all.slice(Math.min(a, b), Math.max(a, b)).filter(Number.isFinite);
        const { min, max, mean } = pyramid.summary(Math.min(a, b), Math.max(a, b));
        if (finite.length === 0) expect([min, max, mean]).toEqual([NaN, NaN, NaN]);
        else {
          expect(min).toBe(Math.min(...finite));
          expect(max).toBe(Math.max(...finite));
          expect(mean).toBeCloseTo(finite.reduce((sum, value) => sum + value) / finite.length, 9);
        }
      }),
      { numRuns: 500, seed: 20260101 },
    );
  });
});

describe('LossSeries', () => {
  it('counts updates from 1 and keeps every column', () => {
    const series = filled([0.5, 0.25]);
    expect(series.length).toBe(2);
    expect(series.at(2)).toMatchObject({ epsilon: 0.25, trained: 0.5, learningRate: Math.fround(0.002) });
    expect(series.at(0)).toEqual({ epsilon: NaN, smooth: NaN, trained: NaN, learningRate: NaN });
    expect(series.at(3).epsilon).toBeNaN();
  });

  it('smooths as defined, in whatever pieces losses arrive and however often it goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(losses, fc.nat(400)), { minLength: 1, maxLength: 5 }), (pieces) => {
        const series = new LossSeries();
        let all: number[] = [];
        for (const [piece, back] of pieces) {
          all = all.slice(0, Math.max(0, all.length - back));
          add(series, all.length + 1, piece);
          all.push(...piece);
        }
        expect(series.length).toBe(all.length);
        for (const update of [1, Math.ceil(all.length / 2), all.length]) {
          const expected = smoothed(all.slice(0, update));
          const { smooth, epsilon } = series.at(update);
          expect(epsilon).toBe(all[update - 1]);
          if (Number.isNaN(expected)) expect(smooth).toBeNaN();
          else expect(Math.abs(smooth - expected)).toBeLessThan(1e-5 * (1 + expected));
        }
      }),
      { numRuns: 300, seed: 20260101 },
    );
  });

  it('draws each update in one point, in few points, with the extremes of single updates', () => {
    fc.assert(
      fc.property(losses, fc.nat(320), fc.nat(320), fc.integer({ min: 1, max: 40 }), (all, a, b, most) => {
        const from = Math.min(a, b);
        const to = Math.max(a, b);
        const points = filled(all).decimate(from, to, most);
        expect(points.length).toBeLessThanOrEqual(most);
        let next = Math.max(1, from);
        for (const { first, last, min, max, update } of points) {
          expect(first).toBe(next);
          expect(update).toBe((first + last) / 2);
          const finite = all.slice(first - 1, last).filter(Number.isFinite);
          expect(min).toBe(finite.length === 0 ? NaN : Math.min(...finite));
          expect(max).toBe(finite.length === 0 ? NaN : Math.max(...finite));
          next = last + 1;
        }
        expect(next).toBe(Math.max(Math.min(to, all.length) + 1, Math.max(1, from)));
      }),
      { numRuns: 500, seed: 20260101 },
    );
  });

  it('does not move points while it grows', () => {
    const all = Array.from({ length: 900 }, (_, i) => 1 / (i + 1));
    const early = filled(all.slice(0, 500)).decimate(1, 1000, 100);
    const late = filled(all).decimate(1, 1000, 100);
    expect(early).toHaveLength(50);
    expect(late.slice(0, 50)).toEqual(early);
  });

  it('counts skipped updates as not measured', () => {
    const series = filled([0.5]);
    add(series, 4, [0.25]);
    expect(series.length).toBe(4);
    expect([2, 3, 4].map((update) => series.at(update).epsilon)).toEqual([NaN, NaN, 0.25]);
    expect(Array.from(series.bandLosses(3, 2))).toEqual(Array(BANDS).fill(NaN));
  });

  it('gives the mean of a band over the last updates that have a value', () => {
    const series = new LossSeries();
    const bands = new Float32Array(4 * BANDS).fill(NaN);
    [8, 1, NaN, 2].forEach((value, i) => (bands[i * BANDS + 3] = value));
    series.append(1, [1, 1, 1, 1], [1, 1, 1, 1], [1, 1, 1, 1], bands);
    expect(series.bandLosses(4, 3)[3]).toBe(1.5);
    expect(series.bandLosses()[3]).toBe(11 / 3);
    expect(series.bandLosses(1)[3]).toBe(8);
    expect(series.bandLosses()[4]).toBeNaN();
  });

  it('keeps held-out losses in order, one for each update, and removes those after the update that it goes back to', () => {
    const series = filled([1, 1, 1, 1]);
    series.addHeldOut(4, 0.4);
    series.addHeldOut(0, 1);
    series.addHeldOut(2, 0.9);
    series.addHeldOut(2, 0.2);
    expect(series.heldOut).toEqual([
      { update: 0, loss: 1 },
      { update: 2, loss: 0.2 },
      { update: 4, loss: 0.4 },
    ]);
    expect(series.heldOutUpTo(3)).toEqual({ update: 2, loss: 0.2 });
    expect(new LossSeries().heldOutUpTo(3)).toBeUndefined();
    add(series, 3, [1]);
    expect(series.length).toBe(3);
    expect(series.heldOut.map(({ update }) => update)).toEqual([0, 2]);
  });

  it('does not lose a held-out loss that comes before the losses of its update', () => {
    const series = filled([1, 1]);
    series.addHeldOut(4, 0.4);
    add(series, 3, [1, 1]);
    expect(series.heldOut).toEqual([{ update: 4, loss: 0.4 }]);
  });

  it('writes a table: the columns of the command line and the held-out loss', () => {
    const series = filled([0.5, NaN]);
    series.addHeldOut(0, 0.998);
    series.addHeldOut(2, 1 / 3);
    expect(csvText(series.toRows())).toBe(
      'update,epsilon_loss,trained_loss,learning_rate,held_out_loss\n' +
        '0,,,,0.998000\n' +
        '1,0.500000,1.00000,0.00100000,\n' +
        '2,,,0.00200000,0.333333\n',
    );
  });

  it('is restored from a snapshot, also from a structured clone of it', () => {
    fc.assert(
      fc.property(losses, (all) => {
        const series = filled(all);
        series.addHeldOut(1, 0.5);
        const back = LossSeries.from(structuredClone(series.snapshot()));
        expect(back.snapshot()).toEqual(series.snapshot());
        expect(back.toRows()).toEqual(series.toRows());
        expect(back.decimate(1, all.length, 30)).toEqual(series.decimate(1, all.length, 30));
      }),
      { numRuns: 50, seed: 20260101 },
    );
    expect(LossSeries.from(new LossSeries().snapshot()).length).toBe(0);
  });

  it.each([
    [0, 1, 10],
    [1.5, 1, 10],
    [1, 2, 10],
    [1, 1, 9],
  ])('refuses the update %d with %d losses and %d bands for one', (first, n, bands) => {
    const column = new Float32Array(1);
    const append = (): void =>
      new LossSeries().append(first, new Float32Array(n), column, column, new Float32Array(bands));
    expect(append).toThrow(RangeError);
  });

  it('draws 100,000 updates with some hundred points', () => {
    const n = 100_000;
    const column = Float32Array.from({ length: n }, (_, i) => 1 / (1 + i / 100));
    const series = new LossSeries();
    series.append(1, column, column, column, new Float32Array(n * BANDS));
    const { length } = series.decimate(1, n);
    expect(length).toBeGreaterThan(200);
    expect(length).toBeLessThan(2000);
  });
});
