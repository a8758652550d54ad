import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { exact } from './exact';
import { createExactSamples, SAMPLES } from './exactSamples';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

const initial = { view: view.getState(), network: network.getState() };
beforeEach(() => exact.store.setState({ digits: { kind: 'ready', name: 'exact.10000.28', bytes: 1 } }));
afterEach(() => {
  view.setState(initial.view, true);
  network.setState(initial.network, true);
  notices.setState({ list: [] });
});

function setUp() {
  const environment = fakeEnvironment();
  const samples = createExactSamples(environment);
  const leave = samples.follow();
  onTestFinished(leave);
  const { engine } = environment;
  const status = () => samples.store.getState().status;
  const byDenoiser = () => samples.store.getState().byDenoiser;
  return { ...samples, engine, leave, status, byDenoiser };
}

const PIXELS = SAMPLES * 784;
/** Two states of all samples, in one grey each. */
const frames = (index: number, times: [number, number]) => {
  const xt = Float32Array.from({ length: 2 * PIXELS }, (_, i) => (i < PIXELS ? 0.1 : 0.2));
  return { kind: 'frames', index, times: Int32Array.from(times), xt, x0Hat: xt } as const;
};
const progress = (step: number) =>
  ({ kind: 'progress', step, steps: 50, stepsPerSecond: 10, secondsLeft: NaN }) as const;

it('samples only when it is asked to: first with the exact denoiser, then with the network, and finds the nearest digits', async () => {
  const { engine, start, status, byDenoiser } = setUp();
  await settled();
  expect([status().kind, engine.jobs.length]).toEqual(['idle', 0]);
  view.setState({ label: 4, seed: 5 });
  start();
  expect(status().kind).toBe('running');
  await settled();
  const request = {
    seed: 5,
    labels: Array<number>(6).fill(4),
    schedule: { name: 'linear', T: 1000 },
    sampler: 'ddim',
    steps: 50,
    eta: 0,
    guidance: 0,
    keep: 'all',
  };
  expect(engine.newest('sample').request).toEqual({ ...request, network: 'exact.10000.28' });
  engine.newest('sample').event(frames(0, [1000, 980]));
  expect(byDenoiser().exact.t).toBe(980);
  expect(byDenoiser().exact.pictures).toEqual(new Float32Array(PIXELS).fill(0.2));
  engine.newest('sample').event(progress(20));
  expect(status()).toMatchObject({ progress: { done: 20, secondsLeft: 8 } });
  const x0 = new Float32Array(PIXELS);
  engine.newest('sample').done({ x0 } as never);
  await settled();
  expect(byDenoiser().exact).toEqual({ pictures: x0, t: 0, nearest: null });
  expect(engine.newest('exactNearest').request).toEqual({ network: 'exact.10000.28', pictures: x0 });
  engine.newest('exactNearest').done({ nearest: [] });
  await settled();
  expect(byDenoiser().exact.nearest).toEqual([]);
  expect(engine.newest('sample').request).toEqual({ ...request, network: 'shipped' });
  engine.newest('sample').event(progress(10));
  expect(status()).toMatchObject({ progress: { done: 60, secondsLeft: 4 } });
  engine.newest('sample').done({ x0 } as never);
  await settled();
  engine.newest('exactNearest').done({ nearest: [] });
  await settled();
  expect(status().kind).toBe('done');
  expect(byDenoiser().network).toEqual({ pictures: x0, t: 0, nearest: [] });
});

it('stops and keeps the pictures, until it samples again', async () => {
  const { engine, start, stop, status, byDenoiser } = setUp();
  start();
  await settled();
  engine.newest('sample').event(frames(0, [1000, 980]));
  stop();
  expect(engine.newest('sample').signal?.aborted).toBe(true);
  await settled();
  expect(status().kind).toBe('stopped');
  expect(byDenoiser().exact.t).toBe(980);
  start();
  expect(byDenoiser().exact.pictures).toBeNull();
  await settled();
  expect(engine.jobs).toHaveLength(2);
});

it('stops when nobody looks, and keeps the pictures', async () => {
  const { engine, start, leave, status, byDenoiser } = setUp();
  start();
  await settled();
  engine.newest('sample').event(frames(0, [1000, 980]));
  leave();
  await settled();
  expect(status().kind).toBe('stopped');
  expect(byDenoiser().exact.t).toBe(980);
});

it.each([
  ['seed', () => view.setState({ seed: 3 })],
  ['class', () => view.setState({ label: 3 })],
  ['digits known', () => view.setState({ exactDigits: 60_000 })],
  ['network', () => view.setState({ network: 'run.a.100' })],
  ['weights', () => network.setState({ used: { ...SHIPPED, checksum: 2 } })],
])('clears the samples of another %s', async (_, change) => {
  const { engine, start, status, byDenoiser } = setUp();
  start();
  await settled();
  engine.newest('sample').event(frames(0, [1000, 980]));
  view.setState({ place: 3, exactCount: 16 });
  expect(byDenoiser().exact.t).toBe(980);
  change();
  expect(engine.newest('sample').signal?.aborted).toBe(true);
  await settled();
  expect(status()).toEqual({ kind: 'idle' });
  expect(byDenoiser().exact.pictures).toBeNull();
  expect(engine.jobs).toHaveLength(1);
});

it('does nothing while the digits are not here', async () => {
  exact.store.setState({ digits: { kind: 'absent' } });
  const { engine, start, status } = setUp();
  start();
  await settled();
  expect([status().kind, engine.jobs.length]).toEqual(['idle', 0]);
});

it('says what failed, and keeps the pictures', async () => {
  const { engine, start, status, byDenoiser } = setUp();
  start();
  await settled();
  engine.newest('sample').event(frames(0, [1000, 980]));
  engine.newest('sample').fail(new EngineFailure('internal', 'It broke.', 'Mend it.'));
  await settled();
  expect(status().kind).toBe('failed');
  expect(byDenoiser().exact.t).toBe(980);
  expect(notices.getState().list).toMatchObject([{ kind: 'error', text: 'It broke. Mend it.' }]);
});
