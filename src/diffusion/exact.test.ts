import { describe, expect, it } from 'vitest';
import {
  effectiveNumber,
  EVERY_CLASS,
  logLikelihood,
  nearestPoint,
  posteriorMean,
  posteriorWeights,
  squaredDistance,
  type Points,
} from './exact';
import { MeanAndError } from './numbers/meanAndError';
import { makeSchedule, snrDb } from './schedule';
import { logSnrTimesteps } from './timesteps';

const linear = makeSchedule('linear');
/** Two points of two pixels: (-1, -1) and (1, 1). */
const pair: Points = { bytes: Uint8Array.of(0, 0, 255, 255), labels: Uint8Array.of(4, 6) };

describe('the exact denoiser of two points', () => {
  it('is tanh(sqrt(alphaBar) (x_1 + x_2) / (1 - alphaBar)) in each pixel', () => {
    for (const t of [1, 50, 400, 1000]) {
      const xt = Float32Array.of(0.25, -0.125);
      const weights = posteriorWeights(pair, xt, linear, t, EVERY_CLASS);
      const expected = Math.tanh((Math.sqrt(linear.alphaBar[t]) * 0.125) / linear.oneMinusAlphaBar[t]);
      for (const value of posteriorMean(pair, weights)) expect(value).toBeCloseTo(expected, 14);
    }
  });

  it('gives all the weight to the given class', () => {
    expect([...posteriorWeights(pair, Float32Array.of(1, 1), linear, 1, 4)]).toEqual([1, 0]);
  });
});

describe('the numbers of the equation', () => {
  it('weights are the softmax of the log likelihoods', () => {
    const xt = Float32Array.of(0.1, 0.4);
    const signal = Math.sqrt(linear.alphaBar[300]);
    const squared = [0, 1].map((i) => squaredDistance(xt, pair.bytes, i, signal));
    expect(squared[1]).toBeCloseTo((xt[0] - signal) ** 2 + (xt[1] - signal) ** 2, 14);
    const [a, b] = squared.map((d) => Math.exp(logLikelihood(d, linear, 300)));
    expect(posteriorWeights(pair, xt, linear, 300, EVERY_CLASS)[0]).toBeCloseTo(a / (a + b), 14);
    expect(() => logLikelihood(1, linear, 0)).toThrow(RangeError);
  });

  it('the effective number is 1 for a single point, n for n equal weights', () => {
    expect(effectiveNumber([0, 1, 0])).toBe(1);
    expect(effectiveNumber([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(4, 12);
  });

  it('the nearest point', () => {
    const { index, distance } = nearestPoint(Float32Array.of(1, 0.4), pair);
    expect(index).toBe(1);
    expect(distance).toBeCloseTo(0.6, 7);
  });

  it('mean and standard error', () => {
    const all = new MeanAndError();
    for (const value of [1, 2, 3, 4]) all.add(value);
    expect(all.mean).toBe(2.5);
    // s = sqrt(5/3), n = 4
    expect(all.error).toBeCloseTo(Math.sqrt(5 / 12), 14);
  });

  it('timesteps at equal distances in log SNR, from 1 to T', () => {
    const times = [...logSnrTimesteps(linear, 14)];
    expect([times[0], times.at(-1), times.length]).toEqual([1, 1000, 14]);
    const gaps = times.slice(1).map((t, i) => snrDb(linear, times[i]) - snrDb(linear, t));
    // (40 + 43.9) / 13 = 6.46 dB; t is whole, which shows where it is small.
    for (const gap of gaps) expect(Math.abs(gap - 6.46)).toBeLessThan(1.5);
  });
});
