import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { clearJobs, jobsOf } from '../../../state/engine/fakeEngine.test-helper';
import { FakeClock, settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { createGrids } from './grids';
import { samplerComparison } from './samplerComparison';

const stored = vi.hoisted(() => ({
  findTrained: null as unknown as (name: string) => Promise<UsedNetwork | null>,
}));
vi.mock('../../../state/engine/runJob', () => import('../../../state/engine/fakeEngine.test-helper'));
vi.mock('../../../state/network/trainedRuns', () => ({
  findTrained: (name: string) => stored.findTrained(name),
  explained: (caught: Error) => caught.message,
}));

/** Finished samples are remembered by their seeds, so each test has its own. */
let gridSeed = 0;

/** Somebody looks at two pictures of five steps. */
function setUp(change: Partial<ViewState> = {}, isMotionReduced = false) {
  gridSeed += 1000;
  view.setState({ ...initialView(), page: 'generate', gridSeed, gridCount: 2, aSteps: 5, ...change });
  const clock = new FakeClock();
  const grids = createGrids({ clock, isMotionReduced: () => isMotionReduced });
  const leave = grids.follow();
  onTestFinished(leave);
  const status = (sheet: 'a' | 'b' | 'strip' = 'a') => grids.sheets[sheet].store.getState().status;
  return { ...grids, clock, leave, status };
}

/** So many states of a job's samples arrive. */
function deliver(job: ReturnType<typeof jobsOf<'sample'>>[number], states: number): void {
  const { labels, start } = job.request;
  const xt = new Float32Array(states * labels.length * 784);
  const times = Int32Array.from({ length: states }, (_, i) => (start?.t ?? 1000) - 100 * i);
  job.event({ kind: 'frames', index: 0, times, xt, x0Hat: xt });
}

/** All states arrive, then the result. */
async function finish(job: ReturnType<typeof jobsOf<'sample'>>[number]): Promise<void> {
  const { steps, start } = job.request;
  deliver(job, steps - (start?.done ?? 0) + 1);
  job.done({ times: new Int32Array(), x0: new Float32Array(), seconds: 2, backend: 'wasm' });
  await settled();
}

const trained = (name: string): UsedNetwork => ({ ...SHIPPED, name, title: 'my run', update: 7 });

beforeEach(() => {
  vi.stubGlobal('location', { search: '' });
  clearJobs();
  network.setState({ used: SHIPPED });
  notices.setState({ list: [] });
  stored.findTrained = () => Promise.resolve(null);
});

describe('a grid that is looked at', () => {
  it('is computed once its settings have rested, and says how far it is', async () => {
    const { clock, status, sheets } = setUp();
    expect(status().kind).toBe('waiting');
    await clock.advance(200);
    patchView({ aSteps: 6 });
    await clock.advance(200);
    expect(jobsOf('sample')).toHaveLength(0);
    await clock.advance(50);
    const [job] = jobsOf('sample');
    expect(job.request).toMatchObject({ steps: 6, seeds: [gridSeed, gridSeed + 1], labels: [0, 1] });
    const progress = { step: 2, steps: 6, stepsPerSecond: 4, secondsLeft: 1 };
    job.event({ kind: 'progress', ...progress });
    expect(status()).toEqual({ kind: 'running', progress });
    await finish(job);
    expect(status()).toEqual({ kind: 'done', seconds: 2 });
    expect(sheets.a.store.getState().run?.complete).toBe(true);
  });

  it.each([
    ['2,001 evaluations', { gridCount: 3, aSteps: 667, aGuidance: 0 }, false],
    ['1,010 evaluations with guidance, which takes two each', { aSteps: 505, aGuidance: 0.5 }, false],
    ['a small grid where motion is reduced', {}, true],
  ])('asks first for %s', async (_, change, isMotionReduced) => {
    const { clock, status, generate } = setUp(change, isMotionReduced);
    await clock.advance(1000);
    expect(status().kind).toBe('idle');
    expect(jobsOf('sample')).toHaveLength(0);
    generate();
    await settled();
    expect(jobsOf('sample')).toHaveLength(1);
  });

  it('does not ask first for 2,000 evaluations', async () => {
    const { clock } = setUp({ aSteps: 1000, aGuidance: 0 });
    await clock.advance(250);
    expect(jobsOf('sample')).toHaveLength(1);
  });

  it('does not start after all where, within that moment, B has become large', async () => {
    const { clock, status } = setUp({ comparing: true });
    expect(status().kind).toBe('waiting');
    patchView({ bSteps: 1000, bGuidance: 1 });
    expect(status().kind).toBe('idle');
    await clock.advance(1000);
    expect(jobsOf('sample')).toHaveLength(0);
  });

  it('stops what runs for other settings', async () => {
    const { clock, status } = setUp();
    await clock.advance(250);
    patchView({ aLabel: 3 });
    expect(jobsOf('sample')[0].signal?.aborted).toBe(true);
    await clock.advance(250);
    expect(jobsOf('sample')[1].request.labels).toEqual([3, 3]);
    expect(status().kind).toBe('running');
  });

  it('comes from memory when its settings come back', async () => {
    const { clock, status, sheets } = setUp();
    await clock.advance(250);
    await finish(jobsOf('sample')[0]);
    patchView({ aLabel: 3 });
    patchView({ aLabel: 11 });
    await clock.advance(1000);
    expect([jobsOf('sample').length, status().kind, sheets.a.missing]).toEqual([1, 'idle', false]);
  });

  it('is compared with B at the same t, or once both are complete', async () => {
    const { clock, comparedTimes, status } = setUp({ comparing: true, bSteps: 4, gridT: 650 });
    await clock.advance(250);
    const [a, b] = jobsOf('sample');
    deliver(a, 1);
    deliver(b, 1);
    expect(comparedTimes()).toEqual([1000, 1000]);
    await finish(a);
    expect(comparedTimes()).toBeNull();
    await finish(b);
    expect([status('a').kind, status('b').kind]).toEqual(['done', 'done']);
    patchView({ gridT: 520 });
    expect(comparedTimes()).toEqual([500, 600]);
  });

  it('is not recomputed by what only changes the look', async () => {
    const { clock } = setUp();
    await clock.advance(250);
    await finish(jobsOf('sample')[0]);
    patchView({ gridT: 300, tile: 1, gridClick: 'nearest', bSteps: 9 });
    await clock.advance(1000);
    expect(jobsOf('sample')).toHaveLength(1);
  });

  it('says what failed', async () => {
    const { clock, status } = setUp();
    await clock.advance(250);
    jobsOf('sample')[0].fail(new EngineFailure('out-of-memory', 'Full.', 'Take fewer.'));
    await settled();
    expect(status()).toMatchObject({ kind: 'failed', error: { message: 'Full.', remedy: 'Take fewer.' } });
  });

  it('is left alone once nobody looks: its job stops, and changes start none', async () => {
    const { clock, leave, status } = setUp();
    await clock.advance(250);
    leave();
    expect([jobsOf('sample')[0].signal?.aborted, status().kind]).toEqual([true, 'stopped']);
    patchView({ aSteps: 8 });
    await clock.advance(1000);
    expect(jobsOf('sample')).toHaveLength(1);
  });

  it('does not change with a picture that is opened in the Timeline', async () => {
    const { clock, sheets } = setUp();
    await clock.advance(250);
    const { plan } = sheets.a.store.getState();
    patchView({ page: 'timeline', network: 'run.a.5' });
    expect(sheets.a.store.getState().plan).toBe(plan);
  });
});

describe('Space', () => {
  it('stops with what is here, goes on from there, and then takes other seeds', async () => {
    const { clock, toggle, isBusy, status, sheets } = setUp();
    await clock.advance(250);
    deliver(jobsOf('sample')[0], 3);
    expect(isBusy()).toBe(true);
    toggle();
    expect([status().kind, isBusy()]).toEqual(['stopped', false]);
    expect(sheets.a.store.getState().filled).toBe(3);
    toggle();
    await settled();
    const [, rest] = jobsOf('sample');
    expect(rest.request.start).toMatchObject({ t: 800, done: 2 });
    await finish(rest);
    expect(status()).toEqual({ kind: 'done' });
    patchView({ gridT: 400 });
    toggle();
    expect(view.getState()).toMatchObject({ gridSeed: gridSeed + 2, gridT: 0 });
    await clock.advance(250);
    expect(jobsOf('sample')[2].request.seeds).toEqual([gridSeed + 2, gridSeed + 3]);
  });

  it('stops what is only about to start', async () => {
    const { clock, toggle, status } = setUp();
    toggle();
    await clock.advance(1000);
    expect([status().kind, jobsOf('sample').length]).toEqual(['stopped', 0]);
  });

  it('ends the measurement of seconds, which would be wrong', () => {
    const { generate } = setUp();
    samplerComparison.store.setState({ status: { kind: 'running', progress: null } });
    generate();
    expect(samplerComparison.store.getState().status.kind).toBe('stopped');
  });
});

describe('B and the strip', () => {
  it('are computed beside A, and stop when they are put away', async () => {
    const { clock, sheets } = setUp({ comparing: true, strip: true, bLabel: 4, stripCount: 3 });
    await clock.advance(250);
    expect(jobsOf('sample').map(({ request }) => request.labels)).toEqual([
      [0, 1],
      [4, 4],
      [10, 10, 10],
    ]);
    patchView({ comparing: false });
    expect(jobsOf('sample').map(({ signal }) => signal?.aborted)).toEqual([false, true, false]);
    expect(sheets.b.store.getState().plan).toBeNull();
  });

  it('asks first for all where one of them takes long', async () => {
    const { clock } = setUp({ comparing: true, bSteps: 1000, bGuidance: 1 });
    await clock.advance(1000);
    expect(jobsOf('sample')).toHaveLength(0);
  });
});

describe('the network of B', () => {
  it('is fetched, and B waits for it', async () => {
    let found: (used: UsedNetwork) => void = () => undefined;
    stored.findTrained = () => new Promise((resolve) => (found = resolve));
    const { sheets, networks } = setUp({ comparing: true, bNetwork: 'run.x.7' });
    await settled();
    expect(networks.b.getState().used).toBeNull();
    expect(sheets.b.store.getState().plan).toBeNull();
    expect(sheets.a.store.getState().plan).not.toBeNull();
    found(trained('run.x.7'));
    await settled();
    expect(sheets.b.store.getState().plan?.used.name).toBe('run.x.7');
  });

  it('is that of A where both have one name', async () => {
    const used = trained('run.x.7');
    network.setState({ used });
    const { networks } = setUp({ comparing: true, network: 'run.x.7', bNetwork: 'run.x.7' });
    await settled();
    expect(networks.b.getState().used).toBe(used);
  });

  it.each([
    ['is not stored', () => Promise.resolve(null), 'The network of B is not in this browser.'],
    ['cannot be read', () => Promise.reject(new Error('The disk is full.')), 'The disk is full.'],
  ])('gives way to the shipped one where it %s, with a notice', async (_, findTrained, fact) => {
    stored.findTrained = findTrained;
    const { networks, sheets } = setUp({ comparing: true, bNetwork: 'run.x.7' });
    await vi.waitFor(() => expect(view.getState().bNetwork).toBe('shipped'));
    expect(networks.b.getState().used).toBe(SHIPPED);
    expect(sheets.b.store.getState().plan?.used).toBe(SHIPPED);
    expect(notices.getState().list.map(({ text }) => text)).toEqual([
      `${fact} The page’s own network is used instead.`,
    ]);
  });

  it('is the newest choice, whichever arrives last', async () => {
    const finders = new Map<string, (used: UsedNetwork) => void>();
    stored.findTrained = (name) => new Promise((resolve) => finders.set(name, resolve));
    const { networks } = setUp({ comparing: true, bNetwork: 'run.x.7' });
    await settled();
    patchView({ bNetwork: 'run.y.9' });
    await settled();
    finders.get('run.y.9')?.(trained('run.y.9'));
    finders.get('run.x.7')?.(trained('run.x.7'));
    await settled();
    expect(networks.b.getState().used?.name).toBe('run.y.9');
    expect(notices.getState().list).toEqual([]);
  });
});
