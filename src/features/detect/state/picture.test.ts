import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { engineStatus } from '../../../state/engine/pageEngine';
import { settled } from '../../../state/fakes.test-helper';
import { patchView, resetView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { shownX0 } from '../../../state/picture/shownX0';
import { source } from '../../../state/picture/source';
import { createPictureScore, countPictureEvaluations, getNoisedPicture, noiseToSignal } from './picture';
import { scoreEnvironment, type ScoreJob } from './scores.test-helper';

const QUICK_MS = 60;
const SETTLE_MS = 250;
/** Draws that take longer than an answer during a drag may, and more than are made unasked. */
const SLOW = { detectScore: 'reconstruction', detectDraws: 16 } as const;
const LONG = { ...SLOW, detectSteps: 50, detectLeast: true } as const;

const answer = ({ request, done }: ScoreJob, value = 0.25): void =>
  done({
    scores: Float32Array.of(value),
    labels: Uint8Array.of(3),
    maps: {
      signed: new Float32Array(request.pictures.length).fill(0.5),
      squared: new Float32Array(request.pictures.length).fill(value),
    },
    seconds: 1,
    backend: 'cpu',
  });

let leave: () => void = () => undefined;

function setUp() {
  const fakes = scoreEnvironment();
  const score = createPictureScore(fakes.environment);
  return {
    ...fakes,
    ...score,
    follow: () => (leave = score.follow()),
    status: () => score.store.getState().status,
    kind: () => score.store.getState().status.kind,
    latest: () => score.store.getState().latest,
  };
}

const start = { network: network.getState(), source: source.getState() };

beforeEach(() => engineStatus.setState({ status: { kind: 'waiting' } }));
afterEach(() => {
  leave();
  resetView();
  network.setState(start.network);
  source.setState(start.source);
});

describe('the score of a picture', () => {
  it('is computed once the settings rest, and says how far it is', async () => {
    const { follow, clock, jobs, kind, status, latest, getScore } = setUp();
    follow();
    await clock.advance(QUICK_MS - 1);
    expect([kind(), jobs.length]).toEqual(['waiting', 0]);
    await clock.advance(1);
    const [job] = jobs;
    expect(job.request).toMatchObject({ network: 'shipped', times: [300], draws: 4, seed: 42, maps: true });
    const progress = { kind: 'progress', step: 1, steps: 4, stepsPerSecond: 2, secondsLeft: 1.5 } as const;
    job.event(progress);
    expect(status()).toEqual({ kind: 'running', progress });
    answer(job);
    await settled();
    expect(kind()).toBe('done');
    expect(latest()).toMatchObject({ t: 300, value: 0.25, draws: 4, best: null });
    expect(getScore()).toBe(latest());
  });

  it('of an error of epsilon shows it as one of x_0', async () => {
    const { start, jobs, latest } = setUp();
    start();
    await settled();
    answer(jobs[0]);
    await settled();
    const residual = latest()?.residual[0] ?? NaN;
    expect(residual).toBeCloseTo(0.5 * noiseToSignal(300), 6);
    expect(latest()?.guess[400]).toBeCloseTo(shownX0()[400] + residual, 6);
  });

  it('of a reconstruction takes no more steps than t, and its error as it is', async () => {
    patchView({ detectScore: 'reconstruction', detectT: 3, detectSteps: 50 });
    const { start, jobs, latest } = setUp();
    start();
    await settled();
    expect(jobs[0].request.steps).toBe(3);
    answer(jobs[0]);
    await settled();
    expect(latest()?.residual[0]).toBe(0.5);
  });

  it('names the class that explains the picture best, where several are tried', async () => {
    patchView({ detectLeast: true });
    const { start, jobs, latest } = setUp();
    expect(countPictureEvaluations(view.getState())).toBe(40);
    start();
    await settled();
    expect(jobs[0].request.labels).toBe('least');
    answer(jobs[0]);
    await settled();
    expect(latest()?.best).toEqual({ label: 3, of: 10 });
  });

  it('waits for the picture and the network of the view', async () => {
    const { follow, clock, jobs, kind, getScore } = setUp();
    patchView({ source: 'test.3' });
    follow();
    await clock.advance(1000);
    expect([kind(), jobs.length]).toEqual(['waiting', 0]);
    source.setState({ picture: { ...start.source.picture, source: 'test.3' } });
    await clock.advance(QUICK_MS);
    answer(jobs[0]);
    await settled();
    patchView({ network: 'run.a.10' });
    expect([kind(), getScore()]).toEqual(['waiting', null]);
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
    network.setState({ used: { ...start.network.used, name: 'run.a.10', checksum: 7 } });
    await clock.advance(QUICK_MS);
    expect(jobs[1].request.network).toBe('run.a.10');
  });
});

describe('another t', () => {
  it('is answered after the answer that is under way, which stays until then', async () => {
    const { follow, clock, jobs, getScore } = setUp();
    follow();
    await clock.advance(QUICK_MS);
    patchView({ detectT: 200 });
    patchView({ detectT: 100 });
    await clock.advance(1000);
    expect([jobs.length, jobs[0].signal?.aborted]).toEqual([1, false]);
    answer(jobs[0]);
    await settled();
    expect(getScore()?.t).toBe(300);
    await clock.advance(QUICK_MS);
    expect(jobs.map(({ request }) => request.times)).toEqual([[300], [100]]);
    answer(jobs[1]);
    await settled();
    expect(getScore()?.t).toBe(100);
  });

  it('stops an answer that takes long, and waits until the settings rest', async () => {
    patchView(SLOW);
    const { follow, clock, jobs, kind } = setUp();
    follow();
    await clock.advance(SETTLE_MS - 1);
    expect(jobs).toHaveLength(0);
    await clock.advance(1);
    patchView({ detectT: 200 });
    expect([kind(), jobs[0].signal?.aborted]).toEqual(['waiting', true]);
    await clock.advance(SETTLE_MS);
    expect(jobs).toHaveLength(2);
  });

  it('that was scored last is not scored again', async () => {
    const { follow, clock, jobs, kind } = setUp();
    follow();
    await clock.advance(QUICK_MS);
    answer(jobs[0]);
    await settled();
    patchView({ detectT: 301 });
    expect(kind()).toBe('waiting');
    patchView({ detectT: 300 });
    expect(kind()).toBe('done');
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
  });
});

describe('nothing is scored unasked', () => {
  it('where it takes long', async () => {
    patchView(LONG);
    const { follow, clock, jobs, kind, start } = setUp();
    follow();
    await clock.advance(1000);
    expect([kind(), jobs.length]).toEqual(['asked-first', 0]);
    start();
    expect(kind()).toBe('running');
  });

  it('where motion is unwelcome, also after a first answer was asked for', async () => {
    const { follow, clock, jobs, motion, kind, start } = setUp();
    motion.isReduced = true;
    follow();
    await clock.advance(1000);
    expect([kind(), jobs.length]).toEqual(['asked-first', 0]);
    start();
    await settled();
    patchView({ detectT: 200 });
    expect([kind(), jobs[0].signal?.aborted]).toEqual(['asked-first', true]);
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
  });
});

describe('stopping', () => {
  it('keeps the last score, and says whether something was under way', async () => {
    const { follow, clock, jobs, stop, kind, getScore } = setUp();
    follow();
    await clock.advance(QUICK_MS);
    answer(jobs[0]);
    await settled();
    expect(stop()).toBe(false);
    patchView({ detectT: 200 });
    expect([stop(), kind(), getScore()?.t]).toEqual([true, 'stopped', 300]);
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
  });

  it('happens when the view is left', async () => {
    const { follow, clock, jobs, kind } = setUp();
    follow();
    await clock.advance(QUICK_MS);
    leave();
    patchView({ detectT: 200 });
    await clock.advance(1000);
    expect([kind(), jobs.length, jobs[0].signal?.aborted]).toEqual(['stopped', 1, true]);
  });
});

it('says what failed, and asks a new engine again', async () => {
  const { follow, clock, jobs, status, kind } = setUp();
  follow();
  await clock.advance(QUICK_MS);
  jobs[0].fail(new EngineFailure('worker-crashed', 'The device is gone.', 'Reload the page.'));
  await settled();
  expect(status()).toMatchObject({ kind: 'failed', error: { message: 'The device is gone.' } });
  engineStatus.setState({ status: { kind: 'ready', capability: {} as never, network: {} as never } });
  expect(kind()).toBe('waiting');
  await clock.advance(QUICK_MS);
  expect(jobs).toHaveLength(2);
});

it('x_t is the same array until t, the seed or the picture changes', () => {
  const first = getNoisedPicture();
  expect(getNoisedPicture()).toBe(first);
  for (const change of [{ detectT: 200 }, { seed: 7 }]) {
    const before = getNoisedPicture();
    patchView(change);
    expect(getNoisedPicture()).not.toEqual(before);
  }
  resetView();
  expect(getNoisedPicture()).toEqual(first);
});
