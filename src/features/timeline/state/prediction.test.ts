import { describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import { createPrediction } from './prediction';
import { resetStores, setEngine } from './sampling.test-helper';

let disconnectLast = (): void => undefined;

/** The network's view of x_t under an engine that is not ready yet, on a view with these fields. */
function setUp(change: Partial<ViewState> = {}) {
  disconnectLast();
  resetStores(change);
  const environment = fakeEnvironment<'predict'>();
  const { jobs } = environment.engine;
  const { store, connect } = createPrediction(environment);
  const disconnect = (disconnectLast = connect());
  return {
    clock: environment.clock,
    disconnect,
    latest: () => store.getState().latest,
    requests: () => jobs.map(({ request }) => request),
    /** t of every question so far. */
    times: () => jobs.map(({ request }) => request.t),
    fail: () => jobs[jobs.length - 1].fail(new EngineFailure('not-finite', 'It is not finite.', '')),
    answer: async () => {
      const { request, done } = jobs[jobs.length - 1];
      const guess = new Float32Array(784);
      done({ t: request.t, x0Hat: guess, epsilonHat: guess });
      await settled();
    },
  };
}

/** The same with an engine that is ready. */
async function setUpReady(change: Partial<ViewState> = {}) {
  const timeline = setUp(change);
  setEngine('ready');
  await settled();
  return timeline;
}

it('asks the network about x_t once the engine is ready', async () => {
  const { answer, latest, requests } = setUp({ t: 300, label: 3 });
  await settled();
  expect(requests()).toHaveLength(0);
  setEngine('ready');
  await settled();
  expect(requests()[0]).toMatchObject({
    network: 'shipped',
    t: 300,
    label: 10,
    schedule: { name: 'linear', T: 1000 },
  });
  expect(requests()[0].xt).toHaveLength(784);
  await answer();
  expect(latest()).toMatchObject({ t: 300, used: SHIPPED });
});

it('asks one question at a time, then the newest, 60 ms after the answer', async () => {
  const { answer, clock, times } = await setUpReady({ t: 300 });
  for (let t = 301; t <= 320; t++) patchView({ t });
  expect(times()).toEqual([300]);
  await answer();
  patchView({ t: 321 });
  await clock.advance(59);
  expect(times()).toEqual([300]);
  await clock.advance(1);
  expect(times()).toEqual([300, 321]);
});

it('asks again for another picture, process, seed or network, and for nothing else', async () => {
  const { answer, clock, times } = await setUpReady({ t: 300 });
  const next = async (): Promise<void> => {
    await answer();
    await clock.advance(60);
  };
  await next();
  patchView({ speed: 2, label: 4, plot: 'snr' });
  await clock.advance(1000);
  expect(times()).toHaveLength(1);
  patchView({ seed: 1 });
  await next();
  patchView({ process: 'chain' });
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
    const { answer, clock, latest, times } = await setUpReady({ t: 300 });
    await answer();
    await clock.advance(60);
    expect(latest()).not.toBeNull();
    patchView(change);
    await settled();
    expect(latest()).toBeNull();
    await clock.advance(1000);
    expect(times()).toHaveLength(1);
  });

  it('drops an answer that comes too late', async () => {
    const { answer, latest } = await setUpReady({ t: 300 });
    patchView({ t: 0 });
    await answer();
    expect(latest()).toBeNull();
  });

  it('keeps the answer on the screen for the moment of a loop through t = 0', async () => {
    const { answer, clock, latest, times } = await setUpReady({ t: 999 });
    await answer();
    await clock.advance(60);
    patchView({ t: 1000 });
    patchView({ t: 0 });
    patchView({ t: 2 });
    await settled();
    expect(latest()?.t).toBe(999);
    await answer();
    await clock.advance(60);
    expect(times()).toEqual([999, 1000, 2]);
  });
});

it('waits for the picture and the network of the view', async () => {
  const { clock, fail, times } = await setUpReady({ t: 300, source: 'train.8' });
  expect(times()).toHaveLength(0);
  source.setState(({ picture }) => ({ picture: { ...picture, source: 'train.8' } }));
  await settled();
  expect(times()).toHaveLength(1);
  fail();
  await clock.advance(60);
  patchView({ network: 'run.a.1' });
  await clock.advance(1000);
  expect(times()).toHaveLength(1);
  network.setState({ used: { ...SHIPPED, name: 'run.a.1' } });
  await settled();
  expect(times()).toHaveLength(2);
});

it('takes a failure for no answer, and does not ask the same again', async () => {
  const { answer, clock, fail, latest, times } = await setUpReady({ t: 300 });
  await answer();
  await clock.advance(60);
  patchView({ t: 301 });
  await settled();
  fail();
  await clock.advance(1000);
  expect([latest(), times().length]).toEqual([null, 2]);
});

it('asks a new engine again', async () => {
  const { answer, clock, times } = await setUpReady({ t: 300 });
  await answer();
  await clock.advance(60);
  setEngine('failed');
  setEngine('ready');
  await settled();
  expect(times()).toEqual([300, 300]);
});

it('asks nothing once it is disconnected', async () => {
  const { answer, clock, disconnect, times } = await setUpReady({ t: 300 });
  await answer();
  disconnect();
  patchView({ t: 301 });
  await clock.advance(59);
  patchView({ t: 302 });
  expect(times()).toEqual([300]);
});
