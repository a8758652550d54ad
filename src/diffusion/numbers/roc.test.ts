import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, aucDifference, confusion, leastOrdered, rocCurve, thresholdAt } from './roc';

/** Half-whole numbers, so that ties are many. */
const scores = fc.array(
  fc.integer({ min: -6, max: 6 }).map((value) => value / 2),
  { minLength: 2, maxLength: 30 },
);
const pair = (a: number, n: number): number => (a > n ? 1 : a === n ? 0.5 : 0);
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
const variance = (values: readonly number[]): number =>
  values.reduce((sum, v) => sum + (v - mean(values)) ** 2, 0) / (values.length - 1);

describe('auc', () => {
  // NumPy in float64, from the definition over all pairs.
  it.each([
    ['without ties', [0.1, 0.4, 0.35, 0.8, 0.2, 0.55], [0.5, 0.9, 0.38, 0.7, 0.95], 0.8, 0.14181364924121764],
    ['with ties', [1, 2, 2, 3, 3, 3, 4, 5, 1], [2, 3, 4, 4, 5, 6, 3], 0.7380952380952381, 0.1258005355884711],
    ['of equal lists', [1, 2, 3, 4], [1, 2, 3, 4], 0.5, 0.22821773229381923],
    ['below chance', [5, 6, 7, 3], [1, 2, 6], 0.20833333333333334, 0.22308858894734734],
    ['of one value', [2, 2, 2], [2, 2], 0.5, 0],
  ])(
    '%s is that of an independent implementation, with its interval',
    (_, normal, anomalous, area, error) => {
      const found = auc(normal, anomalous);
      expect(found.auc).toBeCloseTo(area, 12);
      expect(found.error).toBeCloseTo(error, 12);
      expect(found.low).toBeCloseTo(Math.max(0, area - 1.96 * error), 4);
      expect(found.high).toBeCloseTo(Math.min(1, area + 1.96 * error), 4);
    },
  );

  it('is the share of pairs in order, with the variance of the placements', () => {
    fc.assert(
      fc.property(scores, scores, (normal, anomalous) => {
        const found = auc(Float32Array.from(normal), anomalous);
        const ofAnomalous = anomalous.map((a) => mean(normal.map((n) => pair(a, n))));
        const ofNormal = normal.map((n) => mean(anomalous.map((a) => pair(a, n))));
        expect(found.auc).toBeCloseTo(mean(ofAnomalous), 10);
        expect(found.error ** 2).toBeCloseTo(
          variance(ofAnomalous) / anomalous.length + variance(ofNormal) / normal.length,
          10,
        );
        expect(auc(anomalous, normal).auc).toBeCloseTo(1 - found.auc, 10);
      }),
    );
  });

  it('is bounded by disjoint pairs if kinds do not overlap, and refuses lists without a variance', () => {
    // Both of two pairs are in order with the probability area^2: 5 % at the root of 0.05.
    expect(auc([1, 2, 3], [4, 5])).toEqual({ auc: 1, error: 0, low: Math.sqrt(0.05), high: 1 });
    expect(auc([4, 5], [1, 2, 3])).toEqual({ auc: 0, error: 0, low: 0, high: 1 - Math.sqrt(0.05) });
    expect(leastOrdered(20)).toBeCloseTo(0.8609, 4);
    expect(() => auc([1], [2, 3])).toThrow(RangeError);
    expect(() => auc([1, NaN], [2, 3])).toThrow(RangeError);
  });
});

describe('the difference of two areas', () => {
  it('is more certain than either if both find the same hard, and exact for equal scores', () => {
    const [normal, anomalous] = [
      [1, 5, 2, 7, 3, 4],
      [6, 3, 8, 5, 9, 2.5],
    ];
    const better = anomalous.map((value) => value + 1.2);
    const found = aucDifference([normal, better], [normal, anomalous]);
    const [a, b] = [auc(normal, better), auc(normal, anomalous)];
    expect(found.difference).toBeCloseTo(a.auc - b.auc, 12);
    expect(found.high - found.low).toBeLessThan(a.high - a.low);
    const { difference, low, high } = aucDifference([normal, anomalous], [normal, anomalous]);
    expect([difference, low, high]).toEqual([0, 0, 0]);
    expect(() => aucDifference([normal, anomalous], [normal, [1, 2]])).toThrow(RangeError);
  });

  it('has the variance of both minus twice their covariance', () => {
    fc.assert(
      fc.property(scores, scores, (normal, anomalous) => {
        const turned: [number[], number[]] = [normal.map((n) => n * n), anomalous.map((a) => a * a - 1)];
        const { difference, low } = aucDifference([normal, anomalous], turned);
        const share = ([n, a]: [number[], number[]]) => [
          a.map((x) => mean(n.map((y) => pair(x, y)))),
          n.map((y) => mean(a.map((x) => pair(x, y)))),
        ];
        const [p, q] = [share([normal, anomalous]), share(turned)];
        const expected = p.reduce((sum, list, i) => {
          const shared =
            list.reduce((all, value, j) => all + (value - mean(list)) * (q[i][j] - mean(q[i])), 0) /
            (list.length - 1);
          return sum + (variance(list) + variance(q[i]) - 2 * shared) / list.length;
        }, 0);
        expect(((difference - low) / 1.959963984540054) ** 2).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe('the curve', () => {
  it('has a point for each distinct score, and slanted pieces for ties', () => {
    expect(rocCurve([1, 2, 2], [2, 3])).toEqual([
      { threshold: Infinity, falseAlarms: 0, hits: 0 },
      { threshold: 3, falseAlarms: 0, hits: 0.5 },
      { threshold: 2, falseAlarms: 2 / 3, hits: 1 },
      { threshold: 1, falseAlarms: 1, hits: 1 },
    ]);
    expect(() => rocCurve([], [1])).toThrow(RangeError);
  });

  it('encloses the AUC, and each point agrees with the counts of its threshold', () => {
    fc.assert(
      fc.property(scores, scores, (normal, anomalous) => {
        const points = rocCurve(normal, anomalous);
        const areas = points.slice(1).map((to, i) => {
          const from = points[i];
          return ((to.hits + from.hits) / 2) * (to.falseAlarms - from.falseAlarms);
        });
        expect(areas.reduce((sum, area) => sum + area, 0)).toBeCloseTo(auc(normal, anomalous).auc, 10);
        for (const { threshold, falseAlarms, hits } of points) {
          const counts = confusion(normal, anomalous, threshold);
          expect(counts.hits / anomalous.length).toBe(hits);
          expect(counts.falseAlarms / normal.length).toBe(falseAlarms);
          expect(counts.hits + counts.misses).toBe(anomalous.length);
          expect(counts.falseAlarms + counts.correctRejections).toBe(normal.length);
        }
      }),
    );
  });
});

describe('the threshold at a rate of false alarms', () => {
  it('is the lowest that keeps the rate', () => {
    const normal = Array.from({ length: 100 }, (_, i) => i);
    expect(thresholdAt(normal, 0.05)).toBe(95);
    expect(thresholdAt(normal, 0)).toBe(Infinity);
    expect(thresholdAt(normal, 1)).toBe(0);
    expect(thresholdAt([1, 2, 2, 2], 0.5)).toBe(Infinity);
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 1, noNaN: true }), (values, rate) => {
        const threshold = thresholdAt(values, rate);
        const alarms = (at: number): number => confusion(values, [], at).falseAlarms / values.length;
        expect(alarms(threshold)).toBeLessThanOrEqual(rate);
        const lower = values.filter((value) => value < threshold);
        if (lower.length > 0) expect(alarms(Math.max(...lower))).toBeGreaterThan(rate);
      }),
    );
    expect(() => thresholdAt([1], 1.5)).toThrow(RangeError);
  });
});
