import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { DataError } from '../../../data/errors';
import type { Pack } from '../../../data/pack';
import { packs } from '../../../data/packs';
import { EngineFailure } from '../../../engine/protocol/errors';
import { clearJobs, jobsOf, runJob } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { CONTENDERS, createSamplerComparison, currentFigures, REAL, whyNotJudged } from './samplerComparison';

/** Thirty digits, three of each class. */
const pack: Pack = {
  info: packs[0],
  labels: Uint8Array.from({ length: 30 }, (_, i) => i % 10),
  pixels: new Uint8Array(30 * 784),
};
const source = vi.hoisted(() => ({ requirePack: (): Promise<unknown> => Promise.resolve() }));

vi.mock('../../../state/engine/runJob', () => import('../../../state/engine/fakeEngine.test-helper'));
vi.mock('../../../state/picture/source', () => ({ requirePack: () => source.requirePack() }));

/** Somebody looks, and measures 20 samples of each sampler. */
async function setUp() {
  view.setState({ ...initialView(), page: 'generate', gridSeed: 7, judged: 20 });
  const comparison = createSamplerComparison({ runJob });
  const leave = comparison.follow();
  onTestFinished(leave);
  void comparison.start();
  await settled();
  const { getState } = comparison.store;
  return { ...comparison, leave, state: getState, measured: () => Object.keys(currentFigures(getState())) };
}

/** The judge reads all of the newest pictures right. */
async function judgeAll(): Promise<void> {
  const job = jobsOf('judge').at(-1);
  const guesses = Uint8Array.from(job?.request.labels ?? []);
  job?.done({ guesses, kernelDistance: 0.01, grainDistance: 0.5 });
  await settled();
}

/** The newest samples arrive after ten seconds, and are judged. */
async function sampleAndJudge(): Promise<void> {
  const x0 = new Float32Array(20 * 784);
  jobsOf('sample').at(-1)?.done({ times: new Int32Array(), x0, seconds: 10, backend: 'wasm' });
  await settled();
  await judgeAll();
}

beforeEach(() => {
  clearJobs();
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('location', { search: '' });
  network.setState({ used: SHIPPED });
  source.requirePack = () => Promise.resolve(pack);
});

it('measures real digits, then one sampler after the other', async () => {
  const { state, measured } = await setUp();
  const [real] = jobsOf('judge');
  expect(real.request.labels).toEqual(Array.from({ length: 20 }, (_, i) => Math.floor(i / 2)));
  real.event({ kind: 'progress', judged: 5, total: 20 });
  const progress = { id: REAL, activity: 'judged', share: 0.25, secondsLeft: null };
  expect(state().status).toEqual({ kind: 'running', progress });
  await judgeAll();
  const [first] = jobsOf('sample');
  expect(first.request).toMatchObject({ sampler: 'ddim', steps: 5, eta: 0, keep: 'last' });
  expect(first.request.seeds?.slice(0, 2)).toEqual([7, 8]);
  expect(first.request.labels.slice(8, 12)).toEqual([8, 9, 0, 1]);
  first.event({ kind: 'progress', step: 1, steps: 5, stepsPerSecond: 1, secondsLeft: 4 });
  expect(state().status).toMatchObject({
    progress: { id: 'ddim 5', activity: 'sampled', share: 0.2, secondsLeft: 4 },
  });
  for (let i = 0; i < CONTENDERS.length; i++) await sampleAndJudge();
  expect(measured()).toEqual([REAL, ...CONTENDERS.map(({ id }) => id)]);
  expect(state().status.kind).toBe('done');
  expect(state().measured['ddim 5']).toEqual({
    seconds: 0.5,
    accuracy: 1,
    kernelDistance: 0.01,
    grainDistance: 0.5,
  });
});

it('counts as right what is read as the class asked for', async () => {
  const { state } = await setUp();
  const guesses = Uint8Array.from({ length: 20 }, () => 4);
  jobsOf('judge')[0].done({ guesses, kernelDistance: NaN, grainDistance: NaN });
  await settled();
  expect(state().measured[REAL]).toMatchObject({ seconds: 0, accuracy: 0.1 });
});

it('stops with what is measured, and goes on from there', async () => {
  const { stop, start, state, measured } = await setUp();
  await judgeAll();
  await sampleAndJudge();
  expect(stop()).toBe(true);
  expect(stop()).toBe(false);
  await settled();
  expect([state().status.kind, measured()]).toEqual(['stopped', [REAL, 'ddim 5']]);
  void start();
  await settled();
  const second = ['dpmpp-2m', 5];
  const sampled = jobsOf('sample').map(({ request }) => [request.sampler, request.steps]);
  expect(sampled).toEqual([['ddim', 5], second, second]);
  expect(jobsOf('judge')).toHaveLength(2);
});

it('stops for other settings; its figures come back with them', async () => {
  const { state, measured } = await setUp();
  await judgeAll();
  patchView({ gridT: 300 });
  expect(state().status.kind).toBe('running');
  patchView({ aGuidance: 2 });
  expect([state().status.kind, jobsOf('sample')[0].signal?.aborted, measured()]).toEqual([
    'stopped',
    true,
    [],
  ]);
  patchView({ aGuidance: 0 });
  expect(measured()).toEqual([REAL]);
});

it('does not mix the figures of two settings', async () => {
  const { start, measured } = await setUp();
  await judgeAll();
  patchView({ judged: 50 });
  void start();
  await settled();
  expect(measured()).toEqual([]);
  await judgeAll();
  expect(measured()).toEqual([REAL]);
});

it('says what failed, and keeps what is measured', async () => {
  const { state, measured } = await setUp();
  await judgeAll();
  jobsOf('sample')[0].fail(new EngineFailure('out-of-memory', 'Full.', 'Take fewer.'));
  await settled();
  expect(state().status).toMatchObject({
    kind: 'failed',
    error: { message: 'Full.', remedy: 'Take fewer.' },
  });
  expect(measured()).toEqual([REAL]);
});

it('says which data did not arrive, in their own words', async () => {
  source.requirePack = () => Promise.reject(new DataError('unreachable', 'No digits.', 'Try again.'));
  const { state } = await setUp();
  expect(state().status).toMatchObject({ kind: 'failed', error: { message: 'No digits.' } });
});

it('stops when nobody looks any more', async () => {
  const { leave, state } = await setUp();
  leave();
  expect([state().status.kind, jobsOf('judge')[0].signal?.aborted]).toEqual(['stopped', true]);
});

it('does not start with a network whose samples the judge cannot read', async () => {
  const small = { ...SHIPPED, size: 14 };
  network.setState({ used: small });
  const { state } = await setUp();
  expect([state().status.kind, jobsOf('judge').length]).toEqual(['idle', 0]);
  expect(whyNotJudged(small)).toMatch(/28 × 28/);
  expect(whyNotJudged({ ...SHIPPED, classes: 0 })).toMatch(/no classes/);
  expect(whyNotJudged(SHIPPED)).toBeNull();
});
