import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { source } from '../../../state/picture/source';
import { createDigitRules } from './digitRules';
import { DIGIT_RULES, type DigitRule } from './digitRuleDefinitions';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

const initial = { view: view.getState(), network: network.getState(), source: source.getState() };
afterEach(() => {
  view.setState(initial.view, true);
  network.setState(initial.network, true);
  source.setState(initial.source, true);
  notices.setState({ list: [] });
});

/** Rules that somebody looks at, with the engine ready. */
async function setUp() {
  const environment = fakeEnvironment();
  const rules = createDigitRules(environment);
  const leave = rules.follow();
  onTestFinished(leave);
  await settled();
  const { engine, clock } = environment;
  const run = (rule: DigitRule) => rules.store.getState().runs[rule];
  const kinds = (): string[] => DIGIT_RULES.map((rule) => run(rule).kind);
  const finish = async (): Promise<void> => {
    engine.newest('sample').done({} as never);
    await settled();
  };
  return { ...rules, engine, clock, leave, run, kinds, finish };
}

/** x_T of both noises, as the engine would tell of it. */
const frames = () => {
  const pictures = new Float32Array(2 * 784);
  return { kind: 'frames', index: 0, times: Int32Array.of(1000), xt: pictures, x0Hat: pictures } as const;
};
const progress = { kind: 'progress', step: 5, steps: 250, stepsPerSecond: 10, secondsLeft: 24 } as const;

it('plays the tape back at once, exactly, and asks the network for the others in turn', async () => {
  const { run, kinds, engine, finish, store } = await setUp();
  const { kind, run: tape } = run('tape');
  expect(kind).toBe('done');
  const x0 = source.getState().picture.x0;
  expect(store.getState().x0).toBe(x0);
  for (const noise of [0, 1])
    expect(Math.max(...(tape?.frame(250, noise) ?? []).map((x, i) => Math.abs(x - x0[i])))).toBeLessThan(
      1e-5,
    );

  expect(kinds()[0]).toBe('running');
  for (let i = 0; i < 7; i++) await finish();
  expect(kinds().every((each) => each === 'done')).toBe(true);
  const requests = engine.all('sample').map(({ request }) => request);
  expect(requests.map(({ sampler }) => sampler)).toEqual([
    'ddpm',
    'ddpm',
    'ddim',
    'no-noise',
    'ddpm',
    'ddpm',
    'naive',
  ]);
  expect(requests[0]).toEqual({
    network: 'shipped',
    seed: 42,
    labels: [10, 10],
    schedule: { name: 'linear', T: 1000 },
    steps: 250,
    eta: 0,
    guidance: 0,
    keep: 'all',
    sampler: 'ddpm',
  });
  expect(requests.map(({ variance }) => variance)).toEqual([undefined, 'beta', ...Array<undefined>(5)]);
  expect(requests.map(({ start }) => start?.t)).toEqual([...Array<undefined>(4), 250, 1000, 1000]);
  expect(requests.map(({ schedule }) => schedule.additive)).toEqual([...Array<undefined>(5), true, true]);
  expect(requests[5].start?.pictures).toEqual(tape?.xt.slice(0, 2 * 784));
});

it('asks the first five for the class of the view, and no class of those that start from the digit', async () => {
  view.setState({ label: 3 });
  const { engine, finish } = await setUp();
  for (let i = 0; i < 7; i++) await finish();
  const labels = engine.all('sample').map(({ request }) => request.labels);
  expect(labels).toEqual([...Array<number[]>(5).fill([3, 3]), [10, 10], [10, 10]]);
});

it('shows frames as they come, and how far the rule is', async () => {
  const { engine, run, store } = await setUp();
  expect(run('ddpm').filled).toBe(0);
  engine.newest('sample').event(frames());
  engine.newest('sample').event(progress);
  expect(run('ddpm')).toMatchObject({ kind: 'running', filled: 1 });
  expect(store.getState().progress).toEqual(progress);
});

it('stops, keeps what is there, and goes on with the rule that was stopped', async () => {
  const { engine, stop, start, kinds, run, finish } = await setUp();
  await finish();
  engine.newest('sample').event(frames());
  stop();
  expect(engine.newest('sample').signal?.aborted).toBe(true);
  expect(kinds().slice(0, 3)).toEqual(['done', 'stopped', 'waiting']);
  expect(run('ddpm-beta').filled).toBe(1);
  start();
  await settled();
  expect(kinds().slice(0, 3)).toEqual(['done', 'running', 'waiting']);
  expect(run('ddpm-beta').filled).toBe(0);
  expect(engine.jobs).toHaveLength(3);
});

it('begins anew once the settings have rested', async () => {
  const { engine, clock, kinds, finish, store } = await setUp();
  await finish();
  const [, before] = engine.all('sample');
  const { cacheKey } = store.getState();
  view.setState({ seed: 43 });
  await clock.advance(200);
  view.setState({ seed: 44 });
  await clock.advance(200);
  // What runs is left alone until then.
  expect(before.signal?.aborted).toBe(false);
  expect(kinds()[0]).toBe('done');
  await clock.advance(100);
  expect(before.signal?.aborted).toBe(true);
  expect(kinds().slice(0, 2)).toEqual(['running', 'waiting']);
  expect(engine.newest('sample').request.seed).toBe(44);
  expect(store.getState().cacheKey).not.toBe(cacheKey);
  expect(store.getState().progress).toBeNull();
});

it.each([
  ['picture', () => view.setState({ source: 'train.8' })],
  ['network', () => view.setState({ network: 'run.a.100' })],
])('waits for the %s of the view', async (_, change) => {
  change();
  const { engine, kinds } = await setUp();
  expect(engine.jobs).toEqual([]);
  expect(kinds().every((kind) => kind === 'waiting')).toBe(true);
});

it('starts when the picture of the view arrives', async () => {
  view.setState({ source: 'train.8' });
  const { engine, clock } = await setUp();
  source.setState(({ picture }) => ({ picture: { ...picture, source: 'train.8' } }));
  await clock.advance(300);
  expect(engine.jobs).toHaveLength(1);
});

it('stops when nobody looks, also what has not begun yet', async () => {
  const { engine, clock, leave, kinds } = await setUp();
  view.setState({ seed: 43 });
  leave();
  await clock.advance(1000);
  expect(kinds()[0]).toBe('stopped');
  expect(engine.jobs).toHaveLength(1);
});

it('says what failed, and may be started again', async () => {
  const { engine, start, kinds } = await setUp();
  engine.newest('sample').fail(new EngineFailure('internal', 'It broke.', 'Mend it.'));
  await settled();
  expect(kinds()[0]).toBe('stopped');
  expect(notices.getState().list).toMatchObject([{ kind: 'error', text: 'It broke. Mend it.' }]);
  start();
  await settled();
  expect(kinds()[0]).toBe('running');
});

it('begins the rule again on the engine that follows a lost one', async () => {
  const { engine, run, finish } = await setUp();
  await finish();
  engine.newest('sample').event(frames());
  engine.newest('sample').fail(new EngineFailure('device-lost', 'Gone.', 'Wait.'));
  await settled();
  expect(run('ddpm').kind).toBe('done');
  expect(run('ddpm-beta')).toMatchObject({ kind: 'running', filled: 0 });
  expect(engine.jobs).toHaveLength(3);
});

describe('the cache key', () => {
  it('tells two trainings apart that have the same name', () => {
    const { store, start, stop } = createDigitRules(fakeEnvironment());
    const keys = [1, 1, 2].map((checksum) => {
      network.setState({ used: { ...SHIPPED, checksum } });
      start();
      stop();
      return store.getState().cacheKey;
    });
    expect(keys[0]).not.toBeNull();
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
  });
});
