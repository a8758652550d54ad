import { describe, expect, it } from 'vitest';
import { Submits } from './submits';

/** Encoding an operation, the way to the device, and the interval at which the device reports. */
const ENCODING_MS = 0.05;
const LATENCY_MS = 0.5;
const REPORT_EVERY_MS = 4;
/** Uploads of a run before its first submit. */
const START_UP_MS = 60;
/** A run is read this often; a read submits everything that waits, and waits until it is done. */
const READ_EVERY_MS = 100;

interface Submit {
  readonly at: number;
  readonly operations: number;
  /** How long it takes the device. */
  readonly ms: number;
}

/**
 * A run on a simulated device, which does one submit after the other while the thread goes on encoding.
 * @param msAt how long an operation takes at a given time
 * @returns the full submits, without those that a read cut short
 */
function run(operations: number, msAt: (now: number) => number): Submit[] {
  const submits = new Submits();
  const full: Submit[] = [];
  const pending: { readonly reported: number; readonly submitted: number; readonly operations: number }[] =
    [];
  let [now, idleFrom, waiting] = [0, START_UP_MS, 0];
  const report = (until: number): void => {
    while (pending.length > 0 && pending[0].reported <= until) {
      const [done] = pending.splice(0, 1);
      now = Math.max(now, done.reported);
      submits.done(done.operations, done.submitted, now);
    }
  };
  const submit = (): void => {
    if (waiting === 0) return;
    const begins = Math.max(now + LATENCY_MS, idleFrom);
    const ms = waiting * msAt(begins);
    if (waiting >= submits.size) full.push({ at: now, operations: waiting, ms });
    idleFrom = begins + ms;
    const reported = REPORT_EVERY_MS * Math.ceil((idleFrom + LATENCY_MS) / REPORT_EVERY_MS);
    pending.push({ reported, submitted: now, operations: waiting });
    waiting = 0;
  };
  let [interval, lastRead, readAt] = [1, 0, 0];
  for (let done = 1; done <= operations; done++) {
    now += ENCODING_MS;
    report(now);
    waiting++;
    if (waiting >= submits.size) submit();
    if (done - lastRead < interval) continue;
    submit();
    report(Infinity);
    interval = Math.max(1, Math.round((READ_EVERY_MS * (done - lastRead)) / (now - readAt)));
    [lastRead, readAt] = [done, now];
  }
  return full;
}

/** The first reads come after few operations. */
const FEW_MS = 4 * READ_EVERY_MS;
const later = (all: readonly Submit[], from = 0): Submit[] => all.filter(({ at }) => at > from + FEW_MS);
const times = (all: readonly Submit[]): number[] => all.map(({ ms }) => ms);

describe('the size of submits', () => {
  it.each([0.3, 1, 2.5, 5, 7.5])('occupies the device for 8 to 16 ms, at %d ms an operation', (ms) => {
    const seen = times(later(run(4000, () => ms)));
    expect(seen.length).toBeGreaterThan(20);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...seen)).toBeLessThanOrEqual(16);
  });

  it('is never over 16 ms, not even at first, if a single operation is not', () => {
    for (const ms of [0.05, 0.3, 1, 5, 7.5])
      expect(Math.max(...times(run(4000, () => ms)))).toBeLessThanOrEqual(16);
  });

  it('is 64 operations on a device that does so many in less than 8 ms', () => {
    const seen = later(run(40_000, () => 0.05));
    expect(seen.length).toBeGreaterThan(20);
    expect(new Set(seen.map(({ operations }) => operations))).toEqual(new Set([64]));
  });

  it('is one operation if that takes longer', () => {
    const seen = run(400, () => 30);
    expect(new Set(seen.map(({ operations }) => operations))).toEqual(new Set([1]));
  });

  it.each([
    [0.3, 5],
    [5, 0.3],
    [1, 7.5],
    [0.05, 1],
  ])('follows a device whose speed changes from %d ms to %d ms an operation', (before, after) => {
    const change = 2000;
    const all = run(40_000, (now) => (now < change ? before : after));
    const seen = times(later(all, change + READ_EVERY_MS));
    expect(seen.length).toBeGreaterThan(20);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...seen)).toBeLessThanOrEqual(16);
  });

  it('counts submits that are reported at the same moment as one', () => {
    const submits = new Submits();
    submits.done(1, 0, 60);
    expect(submits.size).toBe(1);
    for (const now of [70, 70, 70, 70]) submits.done(2, 60, now);
    expect(submits.msAnOperation).toBeCloseTo(10 / 8, 9);
    expect(submits.size).toBe(10);
  });
});
