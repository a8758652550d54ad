import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../engine/protocol/errors';
import type { SampleEvent, SampleRequest, SampleResult } from '../../engine/protocol/jobs';
import type { Environment } from '../environment';
import { fakeJobs, settled } from '../fakes.test-helper';
import { SHIPPED } from '../network/usedNetwork';
import { SampleRunCache } from './sampleRun';
import { Sheet, type Plan } from './sheet';

const request: SampleRequest = {
  network: 'shipped',
  seed: 1,
  labels: [3],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 2,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const fromPictures: SampleRequest = { ...request, start: { t: 640, pictures: new Float32Array(784) } };

const plan = (name: string, more: SampleRequest = request): Plan => ({ name, used: SHIPPED, request: more });

beforeEach(() => {
  vi.stubGlobal('location', new URL('http://localhost/'));
  return () => vi.unstubAllGlobals();
});

/** Sheets of one cache, and the jobs that they have started. */
function setUp() {
  const { jobs, run } = fakeJobs<
    { request: SampleRequest; onEvent: (event: SampleEvent) => void },
    unknown
  >();
  const engine = {
    run: (_job: string, sent: SampleRequest, options: { signal: AbortSignal; onEvent: () => void }) =>
      run({ request: sent, onEvent: options.onEvent }, options.signal) as Promise<SampleResult>,
  };
  const runJob = ((_signal: unknown, job: (ready: typeof engine) => unknown) =>
    job(engine)) as unknown as Environment['runJob'];
  const cache = new SampleRunCache(1e9);
  const makeSheet = () => new Sheet({ runJob }, cache);
  const sheet = makeSheet();
  return {
    jobs,
    makeSheet,
    sheet,
    state: () => sheet.store.getState(),
    /** Lets the newest job send so many of the states at 1000, 500 and 0. */
    send: (states: number) => {
      const pictures = new Float32Array(states * 784);
      const times = Int32Array.of(1000, 500, 0).subarray(0, states);
      jobs[jobs.length - 1].request.onEvent({
        kind: 'frames',
        index: 0,
        times,
        xt: pictures,
        x0Hat: pictures,
      });
    },
  };
}

/** A sheet that has started, with so many states. */
async function setUpStarted(states: number, more = request) {
  const started = setUp();
  started.sheet.show(plan('some', more));
  void started.sheet.start();
  await settled();
  started.send(states);
  return started;
}

it('shows what was computed before, in another sheet too', async () => {
  const { jobs, makeSheet, sheet, state } = await setUpStarted(3);
  jobs[0].done({ seconds: 7 });
  await settled();
  expect(state().status).toEqual({ kind: 'done', seconds: 7 });
  sheet.show(plan('other'));
  expect(state()).toMatchObject({ run: null, filled: 0, status: { kind: 'idle' } });
  const again = makeSheet();
  again.show(plan('some'));
  expect([again.missing, again.store.getState().filled]).toEqual([false, 3]);
  expect(sheet.missing).toBe(true);
});

it('starts once, and waits in words before that', async () => {
  const { jobs, sheet, state } = setUp();
  await sheet.start();
  sheet.show(plan('some'));
  sheet.expect();
  expect(state().status.kind).toBe('waiting');
  sheet.expect(false);
  expect(state().status.kind).toBe('idle');
  void sheet.start();
  void sheet.start();
  await settled();
  expect([jobs.length, state().status.kind]).toEqual([1, 'running']);
});

it('says what failed, and resumes', async () => {
  const { jobs, sheet, state } = await setUpStarted(2);
  jobs[0].fail(new EngineFailure('out-of-memory', 'It is full.', 'Close something.'));
  await settled();
  expect(state()).toMatchObject({ filled: 2, status: { kind: 'failed', error: { message: 'It is full.' } } });
  void sheet.start();
  await settled();
  expect(jobs[1].request.request.start).toMatchObject({ t: 500, done: 1 });
});

it('begins again where that is asked for, and where it starts from given pictures', async () => {
  const { jobs, sheet, state } = await setUpStarted(2);
  sheet.cancel();
  void sheet.start({ anew: true });
  await settled();
  expect([jobs[1].request.request.start, state().filled]).toEqual([undefined, 0]);
  const midway = await setUpStarted(2, fromPictures);
  midway.sheet.cancel();
  void midway.sheet.start();
  await settled();
  expect(midway.jobs[1].request.request).toBe(fromPictures);
});

it('ends what runs for another plan, and hears nothing of it', async () => {
  const { jobs, sheet, state } = await setUpStarted(2);
  sheet.show(plan('some'));
  expect(jobs[0].signal.aborted).toBe(false);
  sheet.show(plan('other'));
  await settled();
  expect(jobs[0].signal.aborted).toBe(true);
  expect(state()).toMatchObject({ run: null, status: { kind: 'idle' } });
});

it('computes nothing again where all states have come and only the end of the job failed', async () => {
  const { jobs, sheet, state } = await setUpStarted(3, fromPictures);
  jobs[0].fail(new EngineFailure('internal', 'The end was lost.', 'Try again.'));
  await settled();
  expect(state().status.kind).toBe('failed');
  void sheet.start();
  await settled();
  expect([jobs.length, state().filled, state().status.kind]).toEqual([1, 3, 'idle']);
  expect(sheet.missing).toBe(false);
});

describe('a sheet that is cancelled', () => {
  it('keeps what is there and lacks the rest', async () => {
    const { sheet, state } = await setUpStarted(2);
    sheet.cancel();
    expect(state()).toMatchObject({ filled: 2, status: { kind: 'stopped' } });
    expect(sheet.missing).toBe(true);
  });

  it('is complete once x_0 has come and only the result is still on its way', async () => {
    const { makeSheet, sheet, state } = await setUpStarted(3);
    expect(sheet.missing).toBe(true);
    sheet.cancel();
    expect(state().status).toEqual({ kind: 'idle' });
    expect(sheet.missing).toBe(false);
    const again = makeSheet();
    again.show(plan('some'));
    expect(again.missing).toBe(false);
  });
});
