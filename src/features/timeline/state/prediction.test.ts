import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import type { PredictRequest } from '../../../engine/protocol/jobs';
import { fakeJobs, FakeClock, settled } from '../../../state/fakes.test-helper';
import type { ViewState } from '../../../state/link/fields/table';
import { SHIPPED } from '../../../state/network/usedNetwork';

afterEach(() => void vi.unstubAllGlobals());

/** The network's view of x_t under a fake engine, on a view with these fields. */
async function setUp(change: Partial<ViewState> = {}) {
  vi.resetModules();
  const { jobs, run } = fakeJobs<PredictRequest, unknown>();
  const never = new AbortController().signal;
  const ready = { run: (_job: string, request: PredictRequest) => run(request, never) };
  const runJob = (_signal: unknown, job: (engine: typeof ready) => unknown) => job(ready);
  vi.doMock('../../../state/engine/runJob', () => ({ runJob }));
  const clock = new FakeClock();
  const { setTimeout: later } = globalThis;
  vi.stubGlobal('setTimeout', (call: () => void, ms?: number) => (ms ? clock.after(ms, call) : later(call)));
  const { engineStatus } = await import('../../../state/engine/engine');
  const { patchView } = await import('../../../state/link/view');
  const { network } = await import('../../../state/network/network');
  const { source } = await import('../../../state/picture/source');
  const { connectPrediction, prediction } = await import('./prediction');
  const setEngine = (kind: 'ready' | 'failed'): void =>
    engineStatus.setState({
      status:
        kind === 'ready'
          ? { kind, capability: {} as never, network: {} as never }
          : { kind, error: { code: 'internal', message: '', remedy: '' } },
    });
  patchView(change);
  const disconnect = connectPrediction();
  return {
    clock,
    jobs,
    patch: patchView,
    network,
    source,
    setEngine,
    disconnect,
    latest: () => prediction.getState().latest,
    /** t of every question so far. */
    times: () => jobs.map(({ request }) => request.t),
    answer: async (pixel = 0.5) => {
      const { request, done } = jobs[jobs.length - 1];
      const guess = new Float32Array(784).fill(pixel);
      done({ t: request.t, x0Hat: guess, epsilonHat: guess });
      await settled();
    },
  };
}

/** The same with an engine that is ready. */
async function setUpReady(change: Partial<ViewState> = {}) {
  const timeline = await setUp(change);
  timeline.setEngine('ready');
  await settled();
  return timeline;
}

it('asks the network about x_t once the engine is ready', async () => {
  const { answer, jobs, latest, setEngine } = await setUp({ t: 300, label: 3 });
  await settled();
  expect(jobs).toHaveLength(0);
  setEngine('ready');
  await settled();
  expect(jobs[0].request).toMatchObject({
    network: 'shipped',
    t: 300,
    label: 10,
    schedule: { name: 'linear', T: 1000 },
  });
  expect(jobs[0].request.xt).toHaveLength(784);
  await answer();
  expect(latest()).toMatchObject({ t: 300, used: SHIPPED });
});

it('asks one question at a time, then the newest, 60 ms after the answer', async () => {
  const { answer, clock, patch, times } = await setUpReady({ t: 300 });
  for (let t = 301; t <= 320; t++) patch({ t });
  expect(times()).toEqual([300]);
  await answer();
  patch({ t: 321 });
  await clock.advance(59);
  expect(times()).toEqual([300]);
  await clock.advance(1);
  expect(times()).toEqual([300, 321]);
});

it('asks again for another picture, process, seed or network, and for nothing else', async () => {
  const { answer, clock, network, patch, times } = await setUpReady({ t: 300 });
  const next = async (): Promise<void> => {
    await answer();
    await clock.advance(60);
  };
  await next();
  patch({ speed: 2, label: 4, plot: 'snr' });
  await clock.advance(1000);
  expect(times()).toHaveLength(1);
  patch({ seed: 1 });
  await next();
  patch({ process: 'chain' });
  await next();
  network.setState({ used: { ...SHIPPED, checksum: 1 } });
  await next();
  expect(times()).toHaveLength(4);
});

describe('nothing to ask', () => {
  it.each([
    ['at t = 0', { t: 0 }],
    ['on a schedule that the network does not know', { schedule: 'cosine' as const }],
    ['on the way back', { mode: 'reverse' as const }],
  ])('%s: what was answered goes', async (_, change) => {
    const { answer, clock, latest, patch, times } = await setUpReady({ t: 300 });
    await answer();
    await clock.advance(60);
    expect(latest()).not.toBeNull();
    patch(change);
    await settled();
    expect(latest()).toBeNull();
    await clock.advance(1000);
    expect(times()).toHaveLength(1);
  });

  it('drops an answer that comes too late', async () => {
    const { answer, latest, patch } = await setUpReady({ t: 300 });
    patch({ t: 0 });
    await answer();
    expect(latest()).toBeNull();
  });

  it('keeps the answer on the screen for the moment of a loop through t = 0', async () => {
    const { answer, clock, latest, patch, times } = await setUpReady({ t: 999 });
    await answer(0.25);
    await clock.advance(60);
    patch({ t: 1000 });
    patch({ t: 0 });
    patch({ t: 2 });
    await settled();
    expect(latest()?.t).toBe(999);
    await answer();
    await clock.advance(60);
    expect(times()).toEqual([999, 1000, 2]);
  });
});

it('waits for the picture and the network of the view', async () => {
  const { jobs, network, patch, source, clock } = await setUpReady({ t: 300, source: 'train.8' });
  expect(jobs).toHaveLength(0);
  source.setState(({ picture }) => ({ picture: { ...picture, source: 'train.8' } }));
  await settled();
  expect(jobs).toHaveLength(1);
  jobs[0].fail(new EngineFailure('internal', '', ''));
  await clock.advance(60);
  patch({ network: 'run.a.1' });
  await clock.advance(1000);
  expect(jobs).toHaveLength(1);
  network.setState({ used: { ...SHIPPED, name: 'run.a.1' } });
  await settled();
  expect(jobs).toHaveLength(2);
});

it('takes a failure for no answer, and does not ask the same again', async () => {
  const { answer, clock, jobs, latest, patch } = await setUpReady({ t: 300 });
  await answer();
  await clock.advance(60);
  patch({ t: 301 });
  await settled();
  jobs[1].fail(new EngineFailure('not-finite', 'It is not finite.', ''));
  await clock.advance(1000);
  expect([latest(), jobs.length]).toEqual([null, 2]);
});

it('asks a new engine again', async () => {
  const { answer, clock, setEngine, times } = await setUpReady({ t: 300 });
  await answer();
  await clock.advance(60);
  setEngine('failed');
  setEngine('ready');
  await settled();
  expect(times()).toEqual([300, 300]);
});

it('asks nothing once it is disconnected', async () => {
  const { answer, clock, disconnect, patch, times } = await setUpReady({ t: 300 });
  await answer();
  disconnect();
  patch({ t: 301 });
  await clock.advance(59);
  patch({ t: 302 });
  expect(times()).toEqual([300]);
});
