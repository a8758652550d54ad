import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Pace, stepsPerRead } from './pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** The steps at which a run of so many milliseconds a step is read. */
function readsOf(pace: Pace, msPerStep: number): number[] {
  const reads: number[] = [];
  for (let step = 1; step <= pace.steps; step++) {
    vi.advanceTimersByTime(msPerStep);
    if (!pace.readDue(step)) continue;
    pace.wasRead(step);
    reads.push(step);
  }
  return reads;
}

describe('Pace', () => {
  it('reads about ten times a second, and at the end', () => {
    expect(readsOf(new Pace(14, 25), 20)).toEqual([1, 6, 11, 14]);
  });

  it('reads every step that takes longer', () => {
    expect(readsOf(new Pace(3, 25), 300)).toEqual([1, 2, 3]);
  });

  it('reads no less often than allowed', () => {
    expect(readsOf(new Pace(9, 4), 1)).toEqual([1, 5, 9]);
  });

  it('reports progress twice a second, with the speed so far', () => {
    const pace = new Pace(10, 1);
    vi.advanceTimersByTime(400);
    expect([...pace.report(1)]).toEqual([]);
    vi.advanceTimersByTime(100);
    const progress = { kind: 'progress', step: 2.5, steps: 10, stepsPerSecond: 5, secondsLeft: 1.5 };
    expect([...pace.report(2.5)]).toEqual([progress]);
    expect([...pace.report(3)]).toEqual([]);
    expect(pace.seconds()).toBe(0.5);
  });
});

describe('stepsPerRead', () => {
  it('is bounded by the memory of the frames', () => {
    expect(stepsPerRead(1000, 256, 784, true)).toBe(10);
    expect(stepsPerRead(1000, 10_000, 784, true)).toBe(1);
  });

  it('is bounded by the run where it is compiled, else so that a cancel is heard', () => {
    expect(stepsPerRead(1000, 1, 784, true)).toBe(1000);
    expect(stepsPerRead(1000, 1, 784, false)).toBe(25);
  });
});
