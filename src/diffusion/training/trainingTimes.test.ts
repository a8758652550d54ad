import { describe, expect, it } from 'vitest';
import { key } from '../random';
import { makeSchedule, snr } from '../schedule';
import { measuringTimes, stratifiedTimesteps } from './trainingTimes';

describe('stratifiedTimesteps', () => {
  it.each([
    [1000, 128],
    [1000, 4],
    [10, 128],
  ])('has one in each equal part of 1..%d for a batch of %d', (T, count) => {
    const times = [...stratifiedTimesteps(key(3), count, T)].sort((a, b) => a - b);
    times.forEach((t, i) => {
      expect(t).toBeGreaterThanOrEqual(1 + Math.floor((T * i) / count));
      expect(t).toBeLessThanOrEqual(Math.min(T, 1 + Math.floor((T * (i + 1)) / count)));
    });
  });

  it('is in random order, and the same for the same key', () => {
    const times = stratifiedTimesteps(key(3), 128, 1000);
    expect(times).not.toEqual(times.slice().sort());
    expect(stratifiedTimesteps(key(3), 128, 1000)).toEqual(times);
    expect(stratifiedTimesteps(key(4), 128, 1000)).not.toEqual(times);
  });

  it('reaches every t over many batches', () => {
    const seen = new Set(
      Array.from({ length: 400 }, (_, i) => [...stratifiedTimesteps(key(i), 8, 20)]).flat(),
    );
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
});

describe('measuringTimes', () => {
  it.each([1, 2, 16, 32, 128, 512, 999])('divides 1..T into %i parts, whose weights add up to 1', (count) => {
    const { times, weights } = measuringTimes(count, 1000);
    expect([times.length, weights.length]).toEqual([count, count]);
    expect(weights.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    times.forEach((t, i) => expect(t).toBeGreaterThan(i === 0 ? 0 : times[i - 1]));
    expect(times[count - 1]).toBeLessThanOrEqual(1000);
  });

  it('is even from T parts on', () => {
    expect([...measuringTimes(3, 3).times]).toEqual([1, 2, 3]);
    const { times, weights } = measuringTimes(10_000, 1000);
    const counts = new Int32Array(1001);
    times.forEach((t) => counts[t]++);
    expect(new Set(counts.subarray(1))).toEqual(new Set([10]));
    expect(weights[7]).toBe(1e-4);
  });

  it.each(['linear', 'cosine'] as const)('gives the mean of the SNR over all t (%s)', (name) => {
    // The loss of an untrained network whose output is x0, for pictures whose mean square is 1.
    const s = makeSchedule(name);
    let mean = 0;
    for (let t = 1; t <= s.T; t++) mean += snr(s, t) / s.T;
    for (const count of [32, 64, 128, 512]) {
      const { times, weights } = measuringTimes(count, s.T);
      const measured = times.reduce((sum, t, i) => sum + weights[i] * snr(s, t), 0);
      expect(Math.abs(measured / mean - 1)).toBeLessThan(0.05);
    }
  });
});
