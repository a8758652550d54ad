import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { inSlices } from './slices';

let done: number[];

/** A job that takes some milliseconds, with its number. */
const job = (number: number, ms: number) => (): void => {
  now += ms;
  done.push(number);
};
let now = 0;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  done = [];
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('does few small jobs at once', () => {
  for (let i = 0; i < 7; i++) inSlices(job(i, 1));
  expect(done).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

it('does many in tasks of a slice each, in order', () => {
  for (let i = 0; i < 20; i++) inSlices(job(i, 3));
  const counts = [done.length];
  while (vi.getTimerCount() > 0) {
    vi.runOnlyPendingTimers();
    counts.push(done.length);
  }
  expect(counts).toEqual([3, 6, 9, 12, 15, 18, 20]);
  expect(done).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

it('begins a new slice with a new task', () => {
  inSlices(job(0, 20));
  inSlices(job(1, 1));
  expect(done).toEqual([0]);
  vi.runAllTimers();
  inSlices(job(2, 1));
  expect(done).toEqual([0, 1, 2]);
});
