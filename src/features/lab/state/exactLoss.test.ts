import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import type { ExactLossEvent } from '../../../engine/protocol/exact';
import { settled } from '../../../state/fakes.test-helper';
import * as files from '../../../state/files/download';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { notices } from '../../../state/notices';
import { exact } from './exact';
import { createExactLosses, exactLosses, exportExactLosses } from './exactLoss';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

const initial = { view: view.getState(), network: network.getState() };
beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://localhost/page/' });
  exact.store.setState({ digits: { kind: 'ready', name: 'exact.10000.28', bytes: 1 } });
});
afterEach(() => {
  view.setState(initial.view, true);
  network.setState(initial.network, true);
  notices.setState({ list: [] });
  exactLosses.store.setState(exactLosses.store.getInitialState(), true);
  vi.unstubAllGlobals();
});

function setUp() {
  const environment = fakeEnvironment();
  const losses = createExactLosses(environment);
  const leave = losses.follow();
  onTestFinished(leave);
  const { engine } = environment;
  const status = () => losses.store.getState().status;
  const measuredTimes = (split: 'train' | 'test') => losses.store.getState().points[split].map(({ t }) => t);
  return { ...losses, engine, leave, status, measuredTimes };
}

const mean = (value: number) => ({ mean: value, error: 0.01 });
const loss = (t: number, done: number): ExactLossEvent => ({
  kind: 'loss',
  t,
  count: 16,
  exact: mean(1),
  network: mean(2),
  done,
  total: 100,
  perSecond: 10,
  secondsLeft: (100 - done) / 10,
});

it('measures only when it is asked to, on known digits and then on unknown ones', async () => {
  const { engine, start, status, measuredTimes } = setUp();
  await settled();
  expect([status().kind, engine.jobs.length]).toEqual(['idle', 0]);
  view.setState({ exactCount: 16, exactTold: true });
  start();
  expect(status().kind).toBe('running');
  await settled();
  expect(engine.newest('exactLoss').request).toMatchObject({
    exact: 'exact.10000.28',
    network: 'shipped',
    split: 'train',
    seed: 42,
    count: 16,
    told: true,
    label: 10,
    schedule: { name: 'linear', T: 1000 },
    baseUrl: 'http://localhost/page/',
  });
  expect(engine.newest('exactLoss').request.times).toHaveLength(13);
  engine.newest('exactLoss').event(loss(500, 10));
  engine.newest('exactLoss').event(loss(20, 50));
  engine.newest('exactLoss').event(loss(500, 60));
  expect(measuredTimes('train')).toEqual([20, 500]);
  expect(status()).toMatchObject({ progress: { done: 60, of: 200, perSecond: 10, secondsLeft: 14 } });
  engine.newest('exactLoss').done({ seconds: 3 });
  await settled();
  expect(engine.newest('exactLoss').request.split).toBe('test');
  engine.newest('exactLoss').event(loss(7, 40));
  expect(status()).toMatchObject({ progress: { done: 140, of: 200, secondsLeft: 6 } });
  expect(measuredTimes('test')).toEqual([7]);
  engine.newest('exactLoss').done({ seconds: 4 });
  await settled();
  expect(status().kind).toBe('done');
});

it('stops, and keeps what is there until it is measured anew', async () => {
  const { engine, start, stop, status, measuredTimes } = setUp();
  start();
  await settled();
  engine.newest('exactLoss').event(loss(500, 10));
  stop();
  expect(engine.newest('exactLoss').signal?.aborted).toBe(true);
  await settled();
  expect(status().kind).toBe('stopped');
  expect(measuredTimes('train')).toEqual([500]);
  start();
  expect(measuredTimes('train')).toEqual([]);
  await settled();
  expect(engine.jobs).toHaveLength(2);
});

it('stops when nobody looks, and keeps what is there', async () => {
  const { engine, start, leave, status, measuredTimes } = setUp();
  start();
  await settled();
  engine.newest('exactLoss').event(loss(500, 10));
  leave();
  await settled();
  expect(status().kind).toBe('stopped');
  expect(measuredTimes('train')).toEqual([500]);
});

it.each([
  ['seed', () => view.setState({ seed: 3 })],
  ['number of digits', () => view.setState({ exactCount: 128 })],
  ['digits known', () => view.setState({ exactDigits: 60_000 })],
  ['classes told', () => view.setState({ exactTold: true })],
  ['network', () => view.setState({ network: 'run.a.100' })],
  ['weights', () => network.setState({ used: { ...SHIPPED, checksum: 2 } })],
])('clears the losses of another %s, and stops their measurement', async (_, change) => {
  const { engine, start, status, measuredTimes } = setUp();
  start();
  await settled();
  engine.newest('exactLoss').event(loss(500, 10));
  view.setState({ place: 3 });
  network.setState({ runs: [] });
  expect(measuredTimes('train')).toEqual([500]);
  change();
  expect(engine.newest('exactLoss').signal?.aborted).toBe(true);
  await settled();
  expect(status()).toEqual({ kind: 'idle' });
  expect(measuredTimes('train')).toEqual([]);
  expect(engine.jobs).toHaveLength(1);
});

it.each([
  ['the digits', () => exact.store.setState({ digits: { kind: 'absent' } })],
  ['the network', () => view.setState({ network: 'run.a.100' })],
])('does nothing while %s are not here', async (_, change) => {
  const { engine, start, status } = setUp();
  change();
  start();
  await settled();
  expect([status().kind, engine.jobs.length]).toEqual(['idle', 0]);
});

it('says what failed, and keeps what is there', async () => {
  const { engine, start, status, measuredTimes } = setUp();
  start();
  await settled();
  engine.newest('exactLoss').event(loss(500, 10));
  engine.newest('exactLoss').fail(new EngineFailure('internal', 'It broke.', 'Mend it.'));
  await settled();
  expect(status().kind).toBe('failed');
  expect(measuredTimes('train')).toEqual([500]);
  expect(notices.getState().list).toMatchObject([{ kind: 'error', text: 'It broke. Mend it.' }]);
});

it('saves both curves as a table', () => {
  const download = vi.spyOn(files, 'download').mockReturnValue();
  const point = (t: number) => ({ t, count: 16, exact: mean(1e-7), network: mean(0.25) });
  exactLosses.store.setState({ points: { train: [point(1), point(9)], test: [point(9)] } });
  exportExactLosses();
  expect(download).toHaveBeenCalledWith(
    'split,t,digits,exact,exact_error,network,network_error\n' +
      'train,1,16,1e-7,0.01,0.25,0.01\ntrain,9,16,1e-7,0.01,0.25,0.01\ntest,9,16,1e-7,0.01,0.25,0.01\n',
    'ddpm_exact10000_any_seed42.csv',
    'text/csv',
  );
});
