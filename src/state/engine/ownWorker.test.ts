import { expect, it, vi } from 'vitest';
import { runOnWorker } from './ownWorker';

/** A worker that never answers, and can crash. */
class FakeWorker extends EventTarget {
  readonly postMessage = vi.fn();
}

it('starts its worker once, and anew after a crash', async () => {
  const workers: FakeWorker[] = [];
  const run = runOnWorker(() => {
    workers.push(new FakeWorker());
    return workers[workers.length - 1] as unknown as Worker;
  });
  const ask = () => run(undefined, (engine) => engine.run('ping', { sent: 1 }));
  const asked = [ask(), ask()].map((answer) => answer.catch((error: unknown) => error));
  expect(workers).toHaveLength(1);
  workers[0].dispatchEvent(new Event('error'));
  for (const answer of asked) expect(await answer).toMatchObject({ code: 'worker-crashed' });
  void ask().catch(() => undefined);
  expect(workers).toHaveLength(2);
});

it('starts nothing for what is cancelled already', async () => {
  const start = vi.fn();
  await expect(
    runOnWorker(start)(AbortSignal.abort(new Error('enough')), () => Promise.resolve()),
  ).rejects.toThrow('enough');
  expect(start).not.toHaveBeenCalled();
});
