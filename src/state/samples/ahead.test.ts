import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { EngineFailure } from '../../engine/protocol/errors';
import type { SampleRequest } from '../../engine/protocol/jobs';
import { fakeEnvironment } from '../engine/fakeEngine.test-helper';
import { SHIPPED } from '../network/usedNetwork';
import { createAhead } from './ahead';
import { SampleRunCache } from './sampleRun';
import { Sheet, type Plan } from './sheet';

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
const plan = (name: string): Plan => ({ name, used: SHIPPED, request });
const plans =
  (...names: readonly string[]) =>
  (): Promise<readonly Plan[]> =>
    Promise.resolve(names.map(plan));

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost/'));
  return () => vi.unstubAllGlobals();
});

function setUp() {
  const { engine, clock, runJob } = fakeEnvironment<'sample'>();
  const jobs = createStore(() => ({ count: 0 }));
  const add = (by: number): void => jobs.setState(({ count }) => ({ count: count + by }));
  const countedJob: typeof runJob = (signal, job) => {
    add(1);
    return runJob(signal, job).finally(() => add(-1));
  };
  const cache = new SampleRunCache(1e9);
  const sheet = new Sheet({ runJob: countedJob }, cache);
  const ahead = createAhead({ runJob: countedJob, clock }, jobs, sheet);
  const send = (times: readonly number[]): void => {
    const pictures = new Float32Array(times.length * 784);
    engine
      .newest('sample')
      .event({ kind: 'frames', index: 0, times: Int32Array.from(times), xt: pictures, x0Hat: pictures });
  };
  const finish = (times = [1000, 500, 0]): void => {
    send(times);
    engine.newest('sample').done({
      times: Int32Array.of(1000, 500, 0),
      x0: new Float32Array(784),
      seconds: 1,
      backend: 'wasm',
    });
  };
  return { ahead, add, cache, clock, engine, finish, send, stop: ahead.connect() };
}

describe('samples ahead', () => {
  it('are computed one after the other once the engine has had nothing to do for a while', async () => {
    const { ahead, cache, clock, engine, finish } = setUp();
    ahead.prepare(plans('one', 'two'));
    await clock.advance(500);
    expect(engine.jobs).toHaveLength(0);
    await clock.advance(200);
    finish();
    await clock.advance(10);
    expect(engine.jobs).toHaveLength(2);
    finish();
    await clock.advance(5000);
    expect(engine.jobs).toHaveLength(2);
    expect(cache.get('one')?.complete).toBe(true);
    expect(cache.get('two')?.complete).toBe(true);
  });

  it('give way to another job with what is there, and go on from it', async () => {
    const { add, ahead, cache, clock, engine, finish, send } = setUp();
    ahead.prepare(plans('one'));
    await clock.advance(1000);
    send([1000, 500]);
    add(1);
    await clock.advance(5000);
    expect(engine.newest('sample').signal?.aborted).toBe(true);
    expect(engine.jobs).toHaveLength(1);
    expect(cache.get('one')?.filled).toBe(2);
    add(-1);
    await clock.advance(1000);
    expect(engine.newest('sample').request.start?.t).toBe(500);
    finish([500, 0]);
    await clock.advance(1);
    expect(cache.get('one')?.complete).toBe(true);
  });

  it('are dropped for others, and when the page has no use for them', async () => {
    const { ahead, clock, engine, stop } = setUp();
    ahead.prepare(plans('one', 'two'));
    await clock.advance(1000);
    ahead.prepare(plans('three'));
    await clock.advance(1000);
    expect(engine.jobs.map(({ signal }) => signal?.aborted)).toEqual([true, false]);
    stop();
    await clock.advance(1000);
    expect(engine.jobs.map(({ signal }) => signal?.aborted)).toEqual([true, true]);
  });

  it('are not tried again after a failure', async () => {
    const { ahead, clock, engine } = setUp();
    ahead.prepare(plans('one'));
    await clock.advance(1000);
    engine.newest('sample').fail(new EngineFailure('out-of-memory', 'too large', 'take fewer'));
    await clock.advance(5000);
    expect(engine.jobs).toHaveLength(1);
  });
});
