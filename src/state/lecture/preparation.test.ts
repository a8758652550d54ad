// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { EngineFailure } from '../../engine/protocol/errors';
import type { SampleRequest } from '../../engine/protocol/jobs';
import { fakeEnvironment } from '../engine/fakeEngine.test-helper';
import { settled } from '../fakes.test-helper';
import { SHIPPED } from '../network/usedNetwork';
import { SampleRunCache } from '../samples/sampleRun';
import { Sheet } from '../samples/sheet';
import { COURSES } from './courses';
import { createPreparation } from './preparation';

const request: SampleRequest = {
  network: 'shipped',
  seed: 1,
  labels: [3],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 2,
  eta: 0,
  guidance: 0,
  keep: 'all',
};

function setUp() {
  const { engine, runJob } = fakeEnvironment<'sample'>();
  const cache = new SampleRunCache(1e9);
  const preparation = createPreparation(
    { runJob },
    {
      // Two of the course's states show samples.
      samples: (link) =>
        Promise.resolve(/nobody|tries|count=20/.test(link) ? [{ name: link, used: SHIPPED, request }] : []),
      isPageKept: () => Promise.resolve(false),
      sheet: new Sheet({ runJob }, cache),
    },
  );
  const finish = async (): Promise<void> => {
    const pictures = new Float32Array(3 * 784);
    const times = Int32Array.of(1000, 500, 0);
    const job = engine.newest('sample');
    job.event({ kind: 'frames', index: 0, times, xt: pictures, x0Hat: pictures });
    job.done({ times, x0: new Float32Array(784), seconds: 1, backend: 'wasm' });
    await settled();
  };
  return { cache, engine, finish, preparation, status: () => preparation.store.getState().status };
}

it('computes the samples of a course one after the other, says how many, and when it is ready', async () => {
  const { engine, finish, preparation, status } = setUp();
  void preparation.prepare(COURSES[0]);
  await vi.waitFor(() => expect(engine.jobs.length).toBeGreaterThan(0));
  const { of } = status() as { of: number };
  expect(of).toBeGreaterThan(1);
  for (let i = 0; i < of; i++) {
    expect(status()).toEqual({ kind: 'running', done: i, of });
    expect(engine.jobs).toHaveLength(i + 1);
    await finish();
  }
  expect(status()).toEqual({ kind: 'ready', runs: of, isKept: false });
  // What is there is not computed again.
  await preparation.prepare(COURSES[0]);
  expect(engine.jobs).toHaveLength(of);
});

it('stops on demand, and says what could not be prepared', async () => {
  const { engine, preparation, status } = setUp();
  void preparation.prepare(COURSES[0]);
  await vi.waitFor(() => expect(engine.jobs).toHaveLength(1));
  preparation.cancel();
  await settled();
  expect(status()).toEqual({ kind: 'idle' });
  expect(engine.newest('sample').signal?.aborted).toBe(true);
  void preparation.prepare(COURSES[0]);
  await vi.waitFor(() => expect(engine.jobs).toHaveLength(2));
  engine.newest('sample').fail(new EngineFailure('out-of-memory', 'too large', 'take fewer'));
  await settled();
  expect(status()).toEqual({ kind: 'failed' });
});
