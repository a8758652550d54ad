import { beforeEach, expect, it, vi } from 'vitest';
import { cancelled } from '../../engine/protocol/errors';
import type { ToWorker } from '../../engine/protocol/messages';
import { createTrainer } from './trainer';

/** A worker that answers pings as long as it is not stuck, and nothing else. */
class FakeWorker extends EventTarget {
  isStuck = false;
  isEnded = false;
  readonly jobs: string[] = [];

  postMessage(message: ToWorker): void {
    if (message.kind !== 'start') return;
    if (message.job !== 'ping') this.jobs.push(message.job);
    else if (!this.isStuck) queueMicrotask(() => this.answer({ kind: 'done', id: message.id, result: {} }));
  }

  private answer(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }

  terminate(): void {
    this.isEnded = true;
  }
}

let workers: FakeWorker[];
const startTrainer = () =>
  createTrainer(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  return () => vi.useRealTimers();
});

const file = { file: new Uint8Array(1) };
const failed = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (reason: unknown) => (reason as Error).message,
  );

it('runs jobs on one worker, which is started with the first', () => {
  const { runWatched } = startTrainer();
  expect(workers).toEqual([]);
  void runWatched('importTraining', file, () => Infinity);
  void runWatched('importTraining', file, () => Infinity);
  expect(workers.map(({ jobs }) => jobs)).toEqual([['importTraining', 'importTraining']]);
});

it.each([
  ['after 6 s where it has nothing to compute', Infinity, 10],
  ['after 8 updates', 0.5, 20],
  ['after 90 s where it may have to compile', NaN, 94],
])('ends a worker that does not answer: %s', async (_, updatesPerSecond, seconds) => {
  const { runWatched } = startTrainer();
  const failure = failed(runWatched('importTraining', file, () => updatesPerSecond));
  await vi.advanceTimersByTimeAsync(200_000);
  expect(workers[0].isEnded).toBe(false);
  workers[0].isStuck = true;
  await vi.advanceTimersByTimeAsync(1000 * seconds - 1);
  expect(workers[0].isEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(workers[0].isEnded).toBe(true);
  expect(await failure).toMatch(/^The training did not answer for \d+ seconds and was stopped\.$/);
  expect(vi.getTimerCount()).toBe(0);
  void runWatched('importTraining', file, () => Infinity);
  expect(workers[1].jobs).toEqual(['importTraining']);
});

it('ends the worker with a reason, which is what its jobs fail with', async () => {
  const { runWatched, end } = startTrainer();
  const failure = failed(runWatched('importTraining', file, () => Infinity));
  end(cancelled());
  expect(await failure).toBe(cancelled().message);
  expect(workers[0].isEnded).toBe(true);
});
