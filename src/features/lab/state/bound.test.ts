import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { DataError } from '../../../data/errors';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { createBound } from './bound';
import { countEvaluations } from './boundDigits';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

/** Test digits of the classes 0, 1, ... 9, 0, ...; what `arrival` says may keep them away. */
const digits = vi.hoisted(() => ({ arrival: Promise.resolve() }));
vi.mock('../../../state/picture/source', async (original) => ({
  ...(await original<object>()),
  requirePack: () =>
    digits.arrival.then(() => ({
      pixels: new Uint8Array(400 * 784),
      labels: Uint8Array.from({ length: 400 }, (_, i) => i % 10),
    })),
}));

const initial = { view: view.getState(), network: network.getState() };
afterEach(() => {
  view.setState(initial.view, true);
  network.setState(initial.network, true);
  digits.arrival = Promise.resolve();
});

async function setUp(isMotionReduced = false) {
  const environment = fakeEnvironment();
  environment.motion.isReduced = isMotionReduced;
  const bound = createBound(environment);
  const leave = bound.follow();
  onTestFinished(leave);
  await settled();
  const { engine, clock } = environment;
  const status = () => bound.store.getState().status;
  const terms = () => bound.store.getState().measured?.table.count ?? null;
  /** All terms of one group come back. */
  const measureGroup = (group: number): void => {
    const { request, event } = engine.newest('bound');
    const times = [...request.times[group - request.firstGroup]];
    event({ kind: 'terms', terms: times.map((t) => ({ group, t, raw: 0.1, clipped: 0.05 })) });
  };
  const finish = async (): Promise<void> => {
    const { request, done } = engine.newest('bound');
    request.times.forEach((_, i) => measureGroup(request.firstGroup + i));
    done({ seconds: 1, backend: 'cpu' });
    await settled();
  };
  return { ...bound, engine, clock, leave, status, terms, measureGroup, finish };
}

/** 41 terms in a group: L_0 and one t of each of 40 strata. */
const GROUP_TERMS = 41;
const progress = (step: number) =>
  ({ kind: 'progress', step, steps: 410, stepsPerSecond: 41, secondsLeft: 9 }) as const;

describe('the measurement', () => {
  it('starts at once, group by group, and is done when all terms are here', async () => {
    const { engine, clock, status, terms, measureGroup, finish, store } = await setUp();
    const { request } = engine.newest('bound');
    expect(request).toMatchObject({
      network: 'shipped',
      seed: 42,
      labels: Array(40).fill(10),
      schedule: { name: 'linear', T: 1000 },
      perGroup: 4,
      firstGroup: 0,
    });
    expect(request.pictures).toHaveLength(40 * 784);
    expect(request.times.map(({ length }) => length)).toEqual(Array(10).fill(GROUP_TERMS));
    expect(new Set(request.times.map((times) => times.join())).size).toBe(10);
    expect(status()).toEqual({ kind: 'running', progress: null });
    measureGroup(0);
    expect(terms()).toBe(GROUP_TERMS);
    await clock.advance(3000);
    await finish();
    expect(status()).toEqual({ kind: 'done' });
    expect(terms()).toBe(10 * GROUP_TERMS);
    expect(store.getState().measured).toMatchObject({ seconds: 3, used: SHIPPED });
  });

  it('tells how far it is four times a second at most', async () => {
    const { engine, clock, status, store } = await setUp();
    const { event } = engine.newest('bound');
    await clock.advance(300);
    event(progress(41));
    expect(status()).toEqual({ kind: 'running', progress: progress(41) });
    const { measured } = store.getState();
    event(progress(42));
    expect(store.getState().measured).toBe(measured);
    await clock.advance(251);
    event(progress(50));
    expect(status()).toEqual({ kind: 'running', progress: progress(50) });
    expect(store.getState().measured).not.toBe(measured);
  });

  it('tells the network the classes, where the view says so and the network knows them', async () => {
    view.setState({ boundClass: true, boundDigits: 20 });
    const { engine } = await setUp();
    expect(engine.newest('bound').request.labels.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
  });

  it('repeats the digits with other noises', async () => {
    view.setState({ boundNoises: 2, boundDigits: 20 });
    const { engine } = await setUp();
    const { pictures, times } = engine.newest('bound').request;
    expect([pictures.length / 784, times.length]).toEqual([20, 10]);
    expect(countEvaluations(view.getState())).toBe(10 * 4 * GROUP_TERMS);
  });
});

describe('where it was stopped', () => {
  it('stays, and goes on with the first group that is not whole', async () => {
    const { engine, clock, stop, start, status, terms, measureGroup, finish, store } = await setUp();
    measureGroup(0);
    measureGroup(1);
    await clock.advance(2000);
    stop();
    expect(engine.newest('bound').signal?.aborted).toBe(true);
    await settled();
    expect(status()).toEqual({ kind: 'stopped' });
    start();
    expect(status()).toEqual({ kind: 'waiting' });
    await settled();
    expect(terms()).toBe(2 * GROUP_TERMS);
    const { request, event } = engine.newest('bound');
    expect([request.firstGroup, request.times.length]).toEqual([2, 8]);
    await clock.advance(1000);
    event(progress(10));
    expect(status()).toEqual({
      kind: 'running',
      progress: { ...progress(10), step: 2 * GROUP_TERMS + 10, steps: 2 * GROUP_TERMS + 410 },
    });
    await finish();
    expect(terms()).toBe(10 * GROUP_TERMS);
    expect(store.getState().measured?.seconds).toBe(3);
  });

  it('goes on without being asked when somebody comes back, however long it takes', async () => {
    view.setState({ boundDigits: 400 });
    const { engine, leave, follow, start, measureGroup, status } = await setUp();
    expect(status()).toEqual({ kind: 'asked-first' });
    start();
    await settled();
    measureGroup(0);
    leave();
    await settled();
    expect(status()).toEqual({ kind: 'stopped' });
    onTestFinished(follow());
    await settled();
    expect(engine.newest('bound').request.firstGroup).toBe(1);
  });

  it('is whole where all was measured: nothing is measured again', async () => {
    const { engine, leave, follow, finish, start, status } = await setUp();
    await finish();
    leave();
    onTestFinished(follow());
    start();
    await settled();
    expect(status()).toEqual({ kind: 'done' });
    expect(engine.jobs).toHaveLength(1);
  });

  it('goes on by itself on the engine that follows a lost one', async () => {
    const { engine, measureGroup, status } = await setUp();
    measureGroup(0);
    engine.newest('bound').fail(new EngineFailure('device-lost', 'Gone.', 'Wait.'));
    await settled();
    expect(engine.jobs).toHaveLength(2);
    expect(engine.newest('bound').request.firstGroup).toBe(1);
    expect(status().kind).toBe('running');
  });

  it('may be before it has begun', async () => {
    const { engine, clock, stop, status } = await setUp();
    view.setState({ seed: 1 });
    stop();
    await clock.advance(1000);
    expect(status()).toEqual({ kind: 'stopped' });
    expect(engine.jobs).toHaveLength(1);
  });
});

describe('other settings', () => {
  it('end what runs at once, and are measured once they have rested', async () => {
    const { engine, clock, measureGroup, status, terms } = await setUp();
    measureGroup(0);
    const [before] = engine.all('bound');
    view.setState({ seed: 1 });
    expect(before.signal?.aborted).toBe(true);
    await clock.advance(200);
    view.setState({ seed: 2 });
    await clock.advance(200);
    expect([status().kind, engine.jobs.length, terms()]).toEqual(['waiting', 1, GROUP_TERMS]);
    await clock.advance(100);
    expect(engine.newest('bound').request.seed).toBe(2);
    expect(terms()).toBe(0);
  });

  it('that come back in time find what was measured', async () => {
    const { engine, clock, finish, status } = await setUp();
    await finish();
    view.setState({ seed: 1 });
    await clock.advance(100);
    view.setState({ seed: 42 });
    await clock.advance(1000);
    expect(status()).toEqual({ kind: 'idle' });
    expect(engine.jobs).toHaveLength(1);
  });

  it('of what is drawn need no measurement', async () => {
    const { engine, clock, status } = await setUp();
    view.setState({ boundVariance: 'beta', boundClip: true, boundLinear: true, place: 3 });
    await clock.advance(1000);
    expect([status().kind, engine.jobs.length]).toEqual(['running', 1]);
  });

  it.each([
    ['take long', { boundDigits: 400 }, false],
    ['come where motion is unwelcome', { seed: 1 }, true],
  ] as const)('that %s are measured when somebody asks for it', async (_, change, isMotionReduced) => {
    const { engine, clock, start, status, terms } = await setUp(isMotionReduced);
    const jobs = engine.jobs.length;
    view.setState(change);
    await clock.advance(1000);
    expect([status().kind, engine.jobs.length, terms()]).toEqual(['asked-first', jobs, null]);
    start();
    await settled();
    expect(status().kind).toBe('running');
  });

  it('wait for the network of the view', async () => {
    view.setState({ network: 'run.a.100' });
    const { engine, clock, status } = await setUp();
    await clock.advance(1000);
    expect([status().kind, engine.jobs.length]).toEqual(['waiting', 0]);
    network.setState({ used: { ...SHIPPED, name: 'run.a.100' } });
    await clock.advance(300);
    expect(engine.newest('bound').request.network).toBe('run.a.100');
  });
});

describe('a failure', () => {
  it('is said, and one goes on from what was measured', async () => {
    const { engine, measureGroup, start, status } = await setUp();
    measureGroup(0);
    const error = { code: 'internal', message: 'It broke.', remedy: 'Mend it.' } as const;
    engine.newest('bound').fail(new EngineFailure(error.code, error.message, error.remedy));
    await settled();
    expect(status()).toEqual({ kind: 'failed', error });
    start();
    await settled();
    expect(engine.newest('bound').request.firstGroup).toBe(1);
  });

  it('of the digits is said in their own words', async () => {
    digits.arrival = Promise.reject(new DataError('missing', 'No digits.', 'Go online.'));
    const { status } = await setUp();
    expect(status()).toMatchObject({
      kind: 'failed',
      error: { message: 'No digits.', remedy: 'Go online.' },
    });
  });
});
