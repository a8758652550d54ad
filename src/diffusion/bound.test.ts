import { describe, expect, it } from 'vitest';
import { decoderBits, drawTimes, epsilonWeight, klTerm, reverseVariance, strata, timesKey } from './bound';
import { barsOf, BoundTable, type BoundTerm } from './boundEstimate';
import { priorKl } from './endOfForward';
import { logNormalCdf, logNormalInterval } from './numbers/normal';
import { fold, key, STREAM } from './random';
import { makeSchedule } from './schedule';

const linear = makeSchedule('linear');

/** log of the integral of the standard normal density from low to high, by Simpson's rule on what the largest value leaves. */
function byQuadrature(low: number, high: number): number {
  const n = 20_000;
  const h = (high - low) / n;
  const top = low * high < 0 ? 0 : Math.min(low * low, high * high) / 2;
  let sum = 0;
  for (let i = 0; i <= n; i++)
    sum += (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp(top - (low + i * h) ** 2 / 2);
  return Math.log((sum * h) / 3) - top - Math.log(2 * Math.PI) / 2;
}

describe('the logarithm of a normal probability', () => {
  it('agrees with the integral, even far out in both tails', () => {
    for (const [low, high] of [
      [-0.4, 0.4],
      [0.3, 1.1],
      [-3.1, -2.3],
      [5, 5.8],
      [-38, -37.2],
      [199.2, 200],
    ] as const)
      expect(logNormalInterval(low, high)).toBeCloseTo(byQuadrature(low, high), 8);
    for (const z of [-30, -8, -2.5, -1, 0.4, 3]) {
      expect(logNormalCdf(z)).toBeCloseTo(byQuadrature(Math.min(-12, z - 12), z), 8);
      expect(logNormalInterval(z, Infinity)).toBe(logNormalCdf(-z));
    }
  });

  it('is continuous where the method changes', () => {
    const [a, b] = [logNormalCdf(-2.5 + 1e-9), logNormalCdf(-2.5 - 1e-9)];
    expect(a - b).toBeGreaterThan(0);
    expect(a - b).toBeLessThan(1e-8);
  });
});

describe('terms of the bound', () => {
  // The network's means in epsilon, Ho et al. 2020, eq. 11 and 12: another way to the same divergence.
  it.each(['posterior', 'beta'] as const)(
    'are a weighted error of epsilon, with the variance %s',
    (variance) => {
      for (const t of [2, 3, 40, 500, 1000]) {
        const errorOfEpsilon = 0.03;
        const errorOfX0 = (errorOfEpsilon * linear.oneMinusAlphaBar[t]) / linear.alphaBar[t];
        const { weight } = klTerm(linear, t, variance);
        const nats = epsilonWeight(linear, t, variance) * errorOfEpsilon;
        expect((weight * errorOfX0) / (nats / Math.LN2)).toBeCloseTo(1, 10);
      }
    },
  );

  it('have a positive cost unless the variance is the posterior’s', () => {
    for (const t of [2, 30, 1000]) {
      const r = reverseVariance(linear, t, 'posterior') / linear.beta[t];
      expect(klTerm(linear, t, 'beta').spread).toBeCloseTo((r - 1 - Math.log(r)) / 2 / Math.LN2, 12);
      expect(klTerm(linear, t, 'posterior').spread).toBe(0);
    }
    expect(() => klTerm(linear, 1, 'beta')).toThrow(RangeError);
    expect(() => epsilonWeight(linear, 1, 'posterior')).toThrow(RangeError);
    expect(epsilonWeight(linear, 1, 'beta')).toBeCloseTo(1 / (2 * (1 - 1e-4)), 12);
  });

  it('give the 256 values of a pixel probabilities that sum to 1', () => {
    for (const mean of [-1.02, -0.999, 0.0021, 0.7, 1]) {
      let sum = 0;
      for (let byte = 0; byte < 256; byte++)
        sum += 2 ** -decoderBits(linear, Float32Array.of(byte / 127.5 - 1), [mean]);
      expect(sum).toBeCloseTo(1, 9);
    }
  });

  it('are finite even if the network is far off', () => {
    // N(1, 0.01^2) in the bin of byte 0: 200 standard deviations away.
    expect(decoderBits(linear, [-1], [1])).toBeCloseTo(
      -byQuadrature(-203, -(2 - 1 / 255) / 0.01) / Math.LN2,
      4,
    );
    expect(() => decoderBits(linear, [0, 1], [0])).toThrow(RangeError);
  });
});

describe('strata', () => {
  it('cover every t once, with at least one t in each', () => {
    for (const count of [1, 7, 40, 500, 999]) {
      const edges = strata(1000, count);
      expect([edges[0], edges[count]]).toEqual([2, 1001]);
      expect(edges.every((edge, k) => k === 0 || edge > edges[k - 1])).toBe(true);
      const times = drawTimes(key(3), edges);
      expect(times.every((t, k) => t >= edges[k] && t < edges[k + 1])).toBe(true);
    }
    expect(() => strata(1000, 1000)).toThrow(RangeError);
  });

  it('draw their t from keys that no noise uses', () => {
    const k = fold(key(42), STREAM.bound);
    const noises = new Set<string>();
    for (let picture = 0; picture < 40; picture++)
      for (let t = 1; t <= 1000; t++) noises.add(fold(fold(k, picture), t).join());
    for (let group = 0; group < 1000; group++)
      expect(noises.has(fold(timesKey(k), group).join()), `group ${group}`).toBe(false);
  });

  it('draw every t of a stratum about equally often', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 4000; seed++) {
      const [t] = drawTimes(key(seed), Int32Array.of(2, 6));
      counts.set(t, (counts.get(t) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([2, 3, 4, 5]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(110);
  });
});

describe('the estimate', () => {
  const edges = strata(1000, 5);
  const meanSquares = [0.9, 0.8, 0.95, 0.85];
  const terms: BoundTerm[] = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((group) => [
    { group, t: 1, raw: 0.9 + 0.01 * group, clipped: 1 },
    ...Array.from(drawTimes(key(group), edges), (t) => ({ group, t, raw: 1e-3 * (1 + group), clipped: 0 })),
  ]);
  const tableOf = (some: readonly BoundTerm[]): BoundTable => {
    const table = new BoundTable(linear, edges, meanSquares);
    table.add(some);
    return table;
  };

  it('weighs each stratum by its length, and its error is the scatter of the sets of digits', () => {
    const table = tableOf(terms);
    const { total, steps, decoder, prior, bars } = table.estimate('posterior', false, barsOf(edges, 99));
    const totals = [0, 1, 2, 3].map((set) => {
      const own = terms.filter(({ group }) => group % 4 === set);
      let sum = priorKl(linear, meanSquares[set]);
      for (const { t, raw } of own) {
        const k = edges.findLastIndex((edge) => edge <= t);
        const value = t === 1 ? raw : (edges[k + 1] - edges[k]) * klTerm(linear, t, 'posterior').weight * raw;
        sum += value / 2;
      }
      return sum;
    });
    const mean = (totals[0] + totals[1] + totals[2] + totals[3]) / 4;
    const variance = totals.reduce((sum, each) => sum + (each - mean) ** 2, 0) / 3;
    expect(total.mean).toBeCloseTo(mean, 12);
    expect(total.error).toBeCloseTo(Math.sqrt(variance / 4), 12);
    expect(prior.mean + steps.mean + decoder.mean).toBeCloseTo(total.mean, 12);
    expect(bars.at(-1)?.sum).toBeCloseTo(prior.mean + steps.mean, 12);
    expect(bars.map(({ terms: count }) => count)).toEqual([8, 8, 8, 8, 8]);
    expect([bars[0].last, bars[4].first]).toEqual([1000, 2]);
    // The same in fewer bars.
    const few = table.estimate('posterior', false, barsOf(edges, 2));
    expect(few.bars).toHaveLength(2);
    expect(few.total).toEqual(total);
    expect(few.bars[1].sum).toBeCloseTo(prior.mean + steps.mean, 12);
  });

  it('finds the measurement nearest to a t, and counts nothing twice', () => {
    const table = tableOf(terms);
    table.add(terms);
    expect([table.count, table.wholeGroups()]).toEqual([48, 8]);
    const { t, raw } = terms[3];
    expect(table.measuredAt(t, false)).toEqual({ t, value: raw, terms: 1 });
    expect(table.measuredAt(1, true)).toEqual({ t: 1, value: 1, terms: 8 });
  });

  it('gives what is known before everything is measured', () => {
    const table = tableOf(terms.slice(0, 3));
    const some = table.estimate('beta', false, barsOf(edges, 99));
    expect(some.decoder).toEqual({ mean: 0.9, error: NaN });
    expect(some.bars.map(({ terms: count }) => count)).toEqual([0, 0, 0, 1, 1]);
    expect(some.total).toEqual({ mean: NaN, error: NaN });
    expect(table.wholeGroups()).toBe(0);
    expect(tableOf([]).measuredAt(40, false)).toBeUndefined();
  });
});
