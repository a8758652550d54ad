import { afterEach, expect, it, onTestFinished } from 'vitest';
import { RULES } from '../../../diffusion/rules';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { notices } from '../../../state/notices';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { createParticles, DENSITY_BINS } from './particles';

const initialView = view.getState();
afterEach(() => {
  view.setState(initialView, true);
  notices.setState({ list: [] });
});

/** Particles that are looked at, with the engine ready. */
async function setUp() {
  const environment = fakeEnvironment();
  const particles = createParticles(environment);
  const leave = particles.follow();
  onTestFinished(leave);
  await settled();
  const { engine } = environment;
  const run = (i: number) => particles.store.getState().runs[RULES[i]];
  const kinds = (): string[] => RULES.map((_, i) => run(i).kind);
  const finish = async (share: number): Promise<void> => {
    engine.newest('particles').done({ share, std: 0.1, seconds: 1 });
    await settled();
  };
  return { ...particles, engine, leave, run, kinds, finish };
}

/** Two densities: all particles in bin 0, then in bin 1. */
const densities = (times: [number, number], share: number) => {
  const counts = new Uint32Array(2 * DENSITY_BINS);
  counts[0] = counts[DENSITY_BINS + 1] = 7;
  return { times: Int32Array.from(times), counts, share, std: 0.5 };
};

it('runs one rule after the other, and says at once whose turn it is', async () => {
  const environment = fakeEnvironment();
  const { follow, store } = createParticles(environment);
  view.setState({ seed: 5 });
  follow();
  expect(store.getState().runs[RULES[0]].kind).toBe('running');
  await settled();
  const { engine } = environment;
  for (const rule of RULES) {
    expect(engine.newest('particles').request).toEqual({ rule, seed: 5, count: 20_000, frames: 201 });
    expect(store.getState().runs[rule].kind).toBe('running');
    engine.newest('particles').done({ share: 0.7, std: 0.1, seconds: 2 });
    await settled();
    expect(store.getState().runs[rule]).toMatchObject({ kind: 'done', share: 0.7, std: 0.1 });
  }
  expect(engine.jobs).toHaveLength(RULES.length);
});

it('collects densities as they come', async () => {
  const { engine, run } = await setUp();
  engine.newest('particles').event(densities([1000, 995], 0.5));
  engine.newest('particles').event(densities([990, 985], 0.6));
  const { times, densities: seen, share, std } = run(0);
  expect(times).toEqual([1000, 995, 990, 985]);
  expect(seen.map((each) => each.indexOf(7))).toEqual([0, 1, 0, 1]);
  expect(seen.every(({ length }) => length === DENSITY_BINS)).toBe(true);
  expect([share, std]).toEqual([0.6, 0.5]);
});

it('stops, keeps what is there, and goes on with the rule that was stopped', async () => {
  const { engine, stop, start, run, kinds, finish } = await setUp();
  await finish(0.7);
  engine.newest('particles').event(densities([1000, 995], 0.5));
  stop();
  expect(engine.newest('particles').signal?.aborted).toBe(true);
  await settled();
  expect(kinds().slice(0, 3)).toEqual(['done', 'stopped', 'waiting']);
  expect(run(1).times).toHaveLength(2);
  start();
  await settled();
  expect(kinds().slice(0, 3)).toEqual(['done', 'running', 'waiting']);
  expect(run(1).times).toHaveLength(0);
  expect(engine.jobs).toHaveLength(3);
  expect(engine.newest('particles').request.rule).toBe(RULES[1]);
});

it('begins anew with another seed, and hears nothing more of the one before', async () => {
  const { engine, run, kinds, finish, store } = await setUp();
  await finish(0.7);
  const [, before] = engine.all('particles');
  view.setState({ seed: 43 });
  expect(before.signal?.aborted).toBe(true);
  before.event(densities([1000, 995], 0.5));
  await settled();
  expect(store.getState().seed).toBe(43);
  expect(kinds().slice(0, 2)).toEqual(['running', 'waiting']);
  expect(run(1).times).toEqual([]);
  expect(engine.newest('particles').request).toMatchObject({ rule: RULES[0], seed: 43 });
});

it('stops when nobody looks, and later finds what was done', async () => {
  const { engine, leave, follow, kinds, finish } = await setUp();
  await finish(0.7);
  leave();
  await settled();
  expect(kinds().slice(0, 2)).toEqual(['done', 'stopped']);
  view.setState({ place: 3 });
  follow();
  await settled();
  expect(engine.jobs).toHaveLength(3);
  expect(kinds().slice(0, 2)).toEqual(['done', 'running']);
});

it('says what failed, and may be started again', async () => {
  const { engine, start, kinds } = await setUp();
  engine.newest('particles').fail(new EngineFailure('internal', 'It broke.', 'Mend it.'));
  await settled();
  expect(kinds()[0]).toBe('stopped');
  expect(notices.getState().list).toMatchObject([{ kind: 'error', text: 'It broke. Mend it.' }]);
  start();
  await settled();
  expect(kinds()[0]).toBe('running');
});

it('begins the rule again on the engine that follows a lost one', async () => {
  const { engine, run, kinds } = await setUp();
  engine.newest('particles').event(densities([1000, 995], 0.5));
  engine.newest('particles').fail(new EngineFailure('device-lost', 'Gone.', 'Wait.'));
  await settled();
  expect(engine.jobs).toHaveLength(2);
  expect(run(0)).toMatchObject({ kind: 'running', times: [] });
  expect(kinds().slice(1)).toEqual(RULES.slice(1).map(() => 'waiting'));
  expect(notices.getState().list).toEqual([]);
});
