import { describe, expect, it } from 'vitest';
import { key } from './random';
import { evenTimesteps, stratifiedTimesteps } from './trainingTimes';

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

describe('evenTimesteps', () => {
  it('gives the middles of equal parts', () => {
    expect([...evenTimesteps(4, 1000)]).toEqual([126, 376, 626, 876]);
    expect([...evenTimesteps(3, 3)]).toEqual([1, 2, 3]);
  });
});
