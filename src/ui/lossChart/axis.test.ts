import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLoss, formatTick, linearAxis, logAxis, NOTHING, place, updateTicks, widened } from './axis';

const options = { numRuns: 1000, seed: 20260101 };
// Even in the logarithm from 1e-5 to 1e3; fc.double would draw nearly always tiny numbers.
const loss = fc.integer({ min: 0, max: 8000 }).map((n) => Number((10 ** (n / 1000 - 5)).toPrecision(9)));
const pair = fc.tuple(loss, loss).map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));

describe('logAxis', () => {
  it.each([
    [0.055, 0.31, [0.05, 0.1, 0.2, 0.5]],
    [0.055, 1.02, [0.05, 0.1, 0.2, 0.5, 1]],
    [0.0021, 1, [0.003, 0.01, 0.03, 0.1, 0.3, 1]],
    [0.0009, 1, [0.001, 0.01, 0.1, 1]],
    [0.061, 0.074, [0.06, 0.065, 0.07, 0.08]],
  ])('from %d to %d has the ticks %j', (min, max, ticks) => {
    expect(logAxis({ min, max }).ticks).toEqual(ticks);
  });

  it('encloses what is drawn in 2 to 10 ticks', () => {
    fc.assert(
      fc.property(pair, (extent) => {
        const { min, max, ticks } = logAxis(extent);
        expect(min).toBeLessThanOrEqual(extent.min * (1 + 1e-8));
        expect(max).toBeGreaterThanOrEqual(extent.max);
        expect(max).toBeGreaterThan(min);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(10);
      }),
      options,
    );
  });

  it('never gets shorter when more is drawn', () => {
    fc.assert(
      fc.property(pair, loss, fc.boolean(), (extent, value, steady) => {
        const before = logAxis(extent, steady);
        const after = logAxis(widened(extent, [value], true), steady);
        expect(after.min).toBeLessThanOrEqual(before.min);
        expect(after.max).toBeGreaterThanOrEqual(before.max);
      }),
      options,
    );
  });

  it('stands before anything is drawn', () => {
    expect(logAxis(NOTHING)).toMatchObject({ min: 0.1, max: 1 });
    expect(widened(NOTHING, [NaN, 0, -1, Infinity], true)).toEqual(NOTHING);
  });
});

describe('linearAxis', () => {
  it('starts at 0 unless all is far from it', () => {
    expect(linearAxis({ min: 0.055, max: 0.31 }).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
    expect(linearAxis({ min: 0.055, max: 0.06 }).ticks).toEqual([0.055, 0.056, 0.057, 0.058, 0.059, 0.06]);
    expect(linearAxis(NOTHING)).toMatchObject({ min: 0, max: 1 });
    expect(linearAxis({ min: 0, max: 0 }).max).toBeGreaterThan(0);
  });

  it('encloses what is drawn', () => {
    fc.assert(
      fc.property(pair, (extent) => {
        const { min, max, ticks } = linearAxis(extent);
        expect(min).toBeLessThanOrEqual(extent.min * (1 + 1e-8));
        expect(max).toBeGreaterThanOrEqual(extent.max * (1 - 1e-8));
        expect(ticks.length).toBeLessThanOrEqual(8);
      }),
      options,
    );
  });
});

describe('updateTicks', () => {
  it.each([
    [0, 1000, 5, [0, 200, 400, 600, 800, 1000]],
    [0, 50_000, 5, [0, 10_000, 20_000, 30_000, 40_000, 50_000]],
    [0, 4000, 5, [0, 1000, 2000, 3000, 4000]],
    [0, 3, 5, [0, 1, 2, 3]],
    [0, 777, 5, [0, 200, 400, 600]],
    [412, 431, 5, [415, 420, 425, 430]],
    [7, 7, 5, [7]],
  ])('from %d to %d in at most %d steps are %j', (from, to, most, ticks) => {
    expect(updateTicks(from, to, most)).toEqual(ticks);
  });

  it('are whole updates inside the range, and few', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(100_000), fc.integer({ min: 2, max: 6 }), (a, b, most) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const ticks = updateTicks(from, to, most);
        expect(ticks.length).toBeLessThanOrEqual(most + 1);
        for (const tick of ticks) {
          expect(Number.isInteger(tick)).toBe(true);
          expect(tick).toBeGreaterThanOrEqual(from);
          expect(tick).toBeLessThanOrEqual(to);
        }
      }),
      options,
    );
  });
});

it('places values on axes', () => {
  expect(place(0.1, { min: 0.01, max: 1, log: true })).toBeCloseTo(0.5, 12);
  expect(place(0.25, { min: 0, max: 1 })).toBe(0.25);
});

it('prints losses in three digits and ticks in their own', () => {
  expect([0, 1, 0.05, 0.0543217, 0.00001234, 12.345, 1234.5, NaN].map(formatLoss)).toEqual([
    '0',
    '1.00',
    '0.0500',
    '0.0543',
    '1.23e−5',
    '12.3',
    '1235',
    '–',
  ]);
  expect([0, 1, 0.05, 0.00002, 1500].map(formatTick)).toEqual(['0', '1', '0.05', '2e−5', '1500']);
});
