import { beforeEach, describe, expect, it } from 'vitest';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { initialView } from '../../../state/link/codec';
import { view } from '../../../state/link/view';
import { CONFIG } from '../../../state/training/training.test-helper';
import { TrainingRun } from '../../../state/training/trainingRun';
import { lawText } from './law';
import { learning } from './learning';
import { createWay, isUnstable, wayPlan, wayTimes } from './ways';

const DISTANCE = { count: 2000, distance: 0.002, band: { mean: 0.0015, std: 0.0007, pairs: 8 } };

/** The view with a way of so many steps on side A, and what the page would compute with. */
function setUp(change: Partial<ReturnType<typeof initialView>> = {}) {
  view.setState({
    ...initialView(),
    page: 'plane',
    planePart: 'back',
    wayStepsA: 4,
    planeT: 1000,
    ...change,
  });
  const environment = fakeEnvironment<'planeWay' | 'planeDistance'>();
  const way = createWay('a', environment);
  const stop = way.follow();
  return { ...environment, way, stop };
}

/** States of `count` particles that all stand at the index. */
const states = (indices: readonly number[], count: number) => ({
  kind: 'states' as const,
  indices: Int32Array.from(indices),
  points: Float32Array.from(indices.flatMap((index) => new Array<number>(2 * count).fill(index))),
});

beforeEach(() => view.setState(initialView()));

describe('the plan of a way', () => {
  it('keeps as many states as fit into 64 MB for both ways', () => {
    view.setState({ ...initialView(), planeCount: 20_000, wayStepsA: 1000 });
    const plan = wayPlan('a');
    expect(plan?.count).toBe(20_000);
    expect(((plan?.times.length ?? 0) / (plan?.every ?? 1)) * 8 * 20_000).toBeLessThanOrEqual(32e6);
    expect(plan?.every).toBe(6);
  });

  it('moves fewer particles where the data has many points', () => {
    view.setState({ ...initialView(), planeData: 'moons', planeKnown: 4096, planeCount: 20_000 });
    expect(wayPlan('a')).toMatchObject({ count: 976, wanted: 20_000, terms: 4096 });
  });

  it('follows the score of a network where one has learned the law, and else says that none has', () => {
    view.setState({
      ...initialView(),
      page: 'plane',
      planePart: 'back',
      wayScore: 'both',
      planeCount: 20_000,
    });
    expect(wayPlan('a')).toMatchObject({ network: null, lacksNetwork: false });
    expect(wayPlan('b')).toMatchObject({ network: null, lacksNetwork: true });
    const exact = wayPlan('b')?.key;
    const learned = { id: 'some 60', update: 60, numbers: Float32Array.of(1) };
    const law = lawText(view.getState());
    const run = new TrainingRun('some', { ...CONFIG, network: 'plane', law }, 60);
    learning.training.store.setState({ run });
    learning.store.setState({ learned });
    expect(wayPlan('a')).toMatchObject({ network: null, count: 20_000 });
    expect(wayPlan('b')).toMatchObject({ network: learned, lacksNetwork: false, count: 8000 });
    expect(wayPlan('b')?.key).not.toBe(exact);
    view.setState({ planeData: 'ring' });
    expect(wayPlan('b')).toMatchObject({ network: null, lacksNetwork: true });
    learning.training.store.setState({ run: null });
    learning.store.setState({ learned: null });
  });

  it('goes from 1000 to 0, evenly in t or in log SNR, also in one step', () => {
    expect([...wayTimes(1, 'even')]).toEqual([1000, 0]);
    expect(wayTimes(50, 'even')).toHaveLength(51);
    const times = wayTimes(20, 'snr');
    expect([times[0], times.at(-2), times.at(-1)]).toEqual([1000, 1, 0]);
    expect(times.every((t, i) => i === 0 || t < times[i - 1])).toBe(true);
  });

  it('takes fewer steps near data where they are even in log SNR, and another number of them is another way', () => {
    const plan = (wayStepsA: number) => {
      view.setState({ ...initialView(), waySpread: 'snr', wayStepsA });
      return wayPlan('a');
    };
    expect(plan(1000)).toMatchObject({ steps: 1000 });
    expect(plan(1000)?.times.length).toBeLessThan(1000);
    expect(plan(38)?.key).not.toBe(plan(39)?.key);
  });

  it('of guidance goes by the chosen component, A without and B with it', () => {
    view.setState({ ...initialView(), planePart: 'guidance', planeClass: 1, planeGuidance: 3 });
    expect(wayPlan('a')?.guidance).toMatchObject({ w: 0, law: { weights: Float64Array.of(1) } });
    expect(wayPlan('b')?.guidance?.w).toBe(3);
    expect(wayPlan('b')?.guidance?.law.stds).toEqual(Float64Array.of(0.2));
    view.setState({ planeData: 'moons' });
    expect(wayPlan('b')?.guidance).toBeNull();
  });

  it('is unstable where the SDE overshoots', () => {
    const unstable = (wayGA: number, wayStepsA: number): boolean => {
      view.setState({ ...initialView(), wayA: 'sde', wayGA, wayStepsA });
      const plan = wayPlan('a');
      return plan !== null && isUnstable(plan);
    };
    expect(unstable(2, 20)).toBe(true);
    expect(unstable(2, 1000)).toBe(false);
    expect(unstable(0, 20)).toBe(false);
  });
});

describe('a way', () => {
  it('starts by itself, shows the state nearest to t, and measures its end', async () => {
    const { engine, clock, way } = setUp({ planeCount: 500 });
    await clock.advance(1000);
    const job = engine.newest('planeWay');
    expect(job.request).toMatchObject({ index: 0, last: 4, every: 1 });
    expect(way.shown()).toMatchObject({ t: 1000 });
    job.event(states([1, 2], 500));
    view.setState({ planeT: 0 });
    expect(way.shown()?.points[0]).toBe(2);
    job.event(states([3, 4], 500));
    job.done({ points: new Float32Array(1000), seconds: 1 });
    await clock.advance(0);
    engine.newest('planeDistance').done(DISTANCE);
    await clock.advance(0);
    expect(way.current()?.distance).toEqual(DISTANCE);
    expect(way.store.getState().status.kind).toBe('done');
    expect(way.shown()).toMatchObject({ t: 0 });
  });

  it('goes on from its newest state when it was stopped', async () => {
    const { engine, clock, way } = setUp({ planeCount: 500 });
    await clock.advance(1000);
    engine.newest('planeWay').event(states([1, 2], 500));
    expect(way.stop()).toBe(true);
    expect(way.store.getState().status.kind).toBe('stopped');
    way.start();
    await clock.advance(0);
    const { request } = engine.newest('planeWay');
    expect(request.index).toBe(2);
    expect(request.points[0]).toBe(2);
  });

  it('computes a state again that was not kept', async () => {
    const { engine, clock, way } = setUp({ planeCount: 20_000, wayStepsA: 1000 });
    await clock.advance(1000);
    const job = engine.newest('planeWay');
    job.event(states([6, 12], 20_000));
    const t = way.current()?.plan.times[8] ?? 0;
    view.setState({ planeT: t });
    await clock.advance(0);
    const again = engine.newest('planeWay');
    expect(again).not.toBe(job);
    expect(again.request).toMatchObject({ index: 6, last: 8 });
    expect(way.shown()?.points[0]).toBe(6);
    again.event(states([8], 20_000));
    expect(way.shown()).toMatchObject({ t });
    expect(way.shown()?.points[0]).toBe(8);
  });

  it('begins anew for another law', async () => {
    const { engine, clock, way } = setUp({ planeCount: 500 });
    await clock.advance(1000);
    const first = engine.newest('planeWay');
    view.setState({ planeData: 'ring' });
    expect(way.shown()).toBeNull();
    await clock.advance(1000);
    expect(first.signal?.aborted).toBe(true);
    expect(engine.newest('planeWay').request.law.weights).toHaveLength(8);
  });

  it('stops where its part is left', async () => {
    const { engine, clock, way } = setUp({ planeCount: 500 });
    await clock.advance(1000);
    const job = engine.newest('planeWay');
    view.setState({ planePart: 'heat' });
    expect(job.signal?.aborted).toBe(true);
    expect(way.stop()).toBe(false);
  });

  it('asks first where it takes long', async () => {
    const { engine, clock, way } = setUp({ planeData: 'moons', planeKnown: 4096, wayStepsA: 1000 });
    await clock.advance(2000);
    expect(way.store.getState().status.kind).toBe('asked-first');
    expect(engine.jobs).toHaveLength(0);
    way.start();
    await clock.advance(0);
    expect(engine.all('planeWay')).toHaveLength(1);
  });
});
