import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { EngineFailure } from '../engine/protocol/errors';
import { engineStatus } from './engine/pageEngine';
import { fakeJobs, FakeClock, settled } from './fakes.test-helper';
import { task, type TaskOptions, type TaskStatus } from './task';

/** A task on a view of one number: work for odd numbers waits for a part, and its result stays until another comes. */
function setUp(more: Partial<TaskOptions<number>> = {}) {
  const view = createStore<{ n: number; evaluations: number }>(() => ({ n: 2, evaluations: 100 }));
  const status = createStore<{ status: TaskStatus<number> }>(() => ({ status: { kind: 'idle' } }));
  const clock = new FakeClock();
  const { jobs, run } = fakeJobs<string, undefined>();
  let result = '';
  const cleared: string[] = [];
  const told: string[] = [];
  status.subscribe(({ status: { kind } }) => told.push(kind));
  const made = task<number>({
    key: () => (view.getState().n % 2 === 1 ? undefined : String(view.getState().n)),
    hasResult: (key) => result === key,
    run: async ({ key, signal, progress }) => {
      progress(0.5);
      await run(key, signal);
      result = key;
    },
    setStatus: (next) => status.setState({ status: next }),
    status: () => status.getState().status,
    cost: () => view.getState().evaluations,
    quickCost: 10,
    automaticCost: 1000,
    settleMs: 200,
    stores: [view],
    environment: { clock, isMotionReduced: () => false },
    clear: () => cleared.push(result),
    ...more,
  });
  const ask = (n: number, evaluations = 100): void => view.setState({ n, evaluations });
  return { ...made, clock, jobs, view, told, cleared, ask, kind: () => status.getState().status.kind };
}

beforeEach(() => engineStatus.setState({ status: { kind: 'waiting' } }));

it('starts once the settings have rested, and says how far it is', async () => {
  const { follow, clock, jobs, told, ask, kind } = setUp();
  follow();
  await clock.advance(150);
  ask(4);
  await clock.advance(150);
  expect(jobs).toHaveLength(0);
  await clock.advance(50);
  expect(jobs.map(({ request }) => request)).toEqual(['4']);
  jobs[0].done(undefined);
  await settled();
  expect(told).toEqual(['waiting', 'waiting', 'running', 'running', 'done']);
  expect(kind()).toBe('done');
});

it('waits for its parts', async () => {
  const { follow, clock, jobs, ask, kind } = setUp();
  ask(1);
  follow();
  await clock.advance(500);
  expect(kind()).toBe('waiting');
  expect(jobs).toHaveLength(0);
  ask(6);
  await clock.advance(200);
  expect(jobs).toHaveLength(1);
});

it('stops work for what nobody asks for any more, and hears nothing of it', async () => {
  const { follow, clock, jobs, ask, kind } = setUp();
  follow();
  await clock.advance(200);
  ask(4);
  expect(jobs[0].signal.aborted).toBe(true);
  jobs[0].done(undefined);
  await clock.advance(200);
  expect(jobs).toHaveLength(2);
  expect(kind()).toBe('running');
});

it('finishes quick work during a drag, then answers the newest question', async () => {
  const { follow, clock, jobs, ask } = setUp();
  ask(2, 5);
  follow();
  await clock.advance(60);
  ask(4, 5);
  ask(6, 5);
  await clock.advance(1000);
  expect(jobs).toHaveLength(1);
  jobs[0].done(undefined);
  await clock.advance(60);
  expect(jobs.map(({ request }) => request)).toEqual(['2', '6']);
});

it.each([
  ['it takes long', { evaluations: 1001 }, {}],
  ['motion is unwelcome', {}, { environment: { clock: new FakeClock(), isMotionReduced: () => true } }],
])('asks first where %s', async (_, state, more) => {
  const { follow, clock, jobs, view, start, kind, cleared } = setUp(more);
  view.setState(state);
  follow();
  await clock.advance(1000);
  expect([kind(), jobs.length, cleared]).toEqual(['asked-first', 0, ['']]);
  start();
  expect(kind()).toBe('running');
});

it('asks first under reduced motion although quick work runs', () => {
  const environment = { clock: new FakeClock(), isMotionReduced: () => true };
  const { ask, start, kind, follow, jobs } = setUp({ environment });
  ask(2, 5);
  follow();
  start();
  ask(4, 5);
  expect([kind(), jobs[0].signal.aborted]).toEqual(['asked-first', true]);
});

it('takes what is here without computing it again', async () => {
  const { follow, clock, jobs, ask, kind } = setUp();
  follow();
  await clock.advance(200);
  jobs[0].done(undefined);
  await settled();
  ask(4);
  ask(2);
  expect(kind()).toBe('done');
  await clock.advance(1000);
  expect(jobs).toHaveLength(1);
});

describe('stopping', () => {
  it('says whether there was something to stop', async () => {
    const { follow, clock, jobs, stop, kind } = setUp();
    expect(stop()).toBe(false);
    const leave = follow();
    expect(stop()).toBe(true);
    await clock.advance(1000);
    expect([kind(), jobs.length]).toEqual(['stopped', 0]);
    leave();
    expect(kind()).toBe('stopped');
  });

  it('happens when nobody looks any more', async () => {
    const { follow, clock, jobs, ask } = setUp();
    const leave = follow();
    await clock.advance(200);
    leave();
    expect(jobs[0].signal.aborted).toBe(true);
    ask(8);
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
  });
});

it('says what failed, and asks a new engine again', async () => {
  const { follow, clock, jobs, kind } = setUp();
  follow();
  await clock.advance(200);
  jobs[0].fail(new EngineFailure('device-lost', 'Gone.', 'Start again.'));
  await settled();
  expect(kind()).toBe('failed');
  engineStatus.setState({ status: { kind: 'ready', capability: {} as never, network: {} as never } });
  await clock.advance(200);
  expect(jobs).toHaveLength(2);
});

it('without an amount of work starts only when it is asked, and drops what belongs to other settings', async () => {
  const { follow, clock, jobs, ask, start, kind, cleared } = setUp({ cost: undefined as never });
  follow();
  await clock.advance(1000);
  expect([kind(), jobs.length]).toEqual(['idle', 0]);
  start();
  jobs[0].done(undefined);
  await settled();
  expect(kind()).toBe('done');
  ask(4);
  expect([kind(), cleared]).toEqual(['idle', ['2']]);
});
