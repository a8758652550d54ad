import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Stopwatch } from './stopwatch';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Laps that take so many milliseconds each. */
function laps(watch: Stopwatch, ...ms: number[]): void {
  for (const each of ms) {
    vi.advanceTimersByTime(each);
    watch.lap();
  }
}

it('counts all updates, also a long first one, which compiles', () => {
  const watch = new Stopwatch();
  laps(watch, 30_000, 100, 200, 9000);
  expect(watch.ms).toBe(39_300);
});

it('does not count ten minutes of sleep', () => {
  const watch = new Stopwatch();
  laps(watch, 100, 100, 600_000, 100);
  expect(watch.ms).toBe(400);
});

it('counts slow updates of a slow network', () => {
  const watch = new Stopwatch();
  laps(watch, 20_000, 25_000, 60_000);
  expect(watch.ms).toBe(105_000);
});
