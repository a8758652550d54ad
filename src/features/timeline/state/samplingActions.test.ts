import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { setUp, setUpDone, setUpRunning } from './sampling.test-helper';

afterEach(() => void vi.unstubAllGlobals());

describe('stopping', () => {
  it('keeps the states that are here; running again begins anew and follows', async () => {
    const { cancel, isBusy, isFollowing, jobs, patch, runAgain, send, state, view } = await setUpRunning();
    send(0, 1000, 750);
    expect(isBusy()).toBe(true);
    cancel();
    await settled();
    expect(jobs[0].signal.aborted).toBe(true);
    expect(state()).toMatchObject({ filled: 2, status: { kind: 'cancelled' } });
    expect([isBusy(), isFollowing()]).toEqual([false, false]);
    patch({ t: 12 });
    runAgain();
    await settled();
    expect([view().t, isFollowing(), state().filled]).toEqual([1000, true, 0]);
    expect(jobs[1].request.request.start).toBeUndefined();
  });

  it('works before the run has begun', async () => {
    const { cancel, clock, isBusy, jobs, state } = await setUp({ mode: 'reverse' });
    expect(isBusy()).toBe(true);
    cancel();
    await clock.advance(1000);
    expect([state().status.kind, jobs.length]).toEqual(['cancelled', 0]);
  });
});

describe('a failure', () => {
  const lost = new EngineFailure('out-of-memory', 'The device is full.', 'Close other tabs.');

  it('is told; trying again goes on from the newest state', async () => {
    const { isBusy, jobs, send, state, tryAgain } = await setUpRunning();
    send(0, 1000, 750);
    jobs[0].fail(lost);
    await settled();
    expect(state()).toMatchObject({
      filled: 2,
      status: { kind: 'failed', error: { message: 'The device is full.', remedy: 'Close other tabs.' } },
    });
    expect(isBusy()).toBe(false);
    tryAgain();
    await settled();
    expect(jobs[1].request.request.start).toMatchObject({ t: 750, done: 1 });
  });

  it('of a denoising begins again', async () => {
    const { clock, jobs, send, state, tryAgain } = await setUp({ mode: 'denoise', from: 500 });
    await clock.advance(200);
    send(0, 500, 250);
    jobs[0].fail(lost);
    await settled();
    expect(state().status.kind).toBe('failed');
    tryAgain();
    await settled();
    expect(jobs[1].request.request).toEqual(jobs[0].request.request);
    expect(state().filled).toBe(0);
  });

  it('goes with the settings', async () => {
    const { clock, jobs, patch, state } = await setUpRunning();
    jobs[0].fail(lost);
    await settled();
    patch({ seed: 43 });
    await clock.advance(200);
    expect([state().status.kind, jobs.length]).toEqual(['running', 2]);
  });
});

it('takes another sample from the next seed, and follows it down', async () => {
  const { anotherSample, clock, isFollowing, jobs, patch, view } = await setUpDone({ seed: 2 ** 32 - 1 });
  patch({ t: 250 });
  anotherSample();
  expect([view().seed, view().t, isFollowing()]).toEqual([0, 1000, true]);
  await clock.advance(200);
  expect(jobs.map(({ request }) => request.request.seed)).toEqual([2 ** 32 - 1, 0]);
});

describe('denoising from here', () => {
  it('sends the x_t of the slider once a try, and takes that share of the steps', async () => {
    const { clock, denoiseFromHere, isFollowing, jobs, patch, view } = await setUp({ steps: 50, tries: 3 });
    patch({ t: 400, chosen: 2 });
    denoiseFromHere();
    expect(view()).toMatchObject({ mode: 'denoise', from: 400, t: 400, chosen: 0 });
    expect(isFollowing()).toBe(true);
    await clock.advance(200);
    const { labels, steps, start } = jobs[0].request.request;
    expect([labels, steps, start?.t, start?.pictures.length]).toEqual([[10, 10, 10], 20, 400, 3 * 784]);
    expect(start?.pictures.subarray(0, 784)).toEqual(start?.pictures.subarray(2 * 784));
  });

  it('takes one step at least', async () => {
    const { clock, jobs } = await setUp({ mode: 'denoise', from: 1, steps: 5 });
    await clock.advance(200);
    expect(jobs[0].request.request.steps).toBe(1);
  });

  it('says why it cannot', async () => {
    const { denoiseFromHere, notices, patch, view } = await setUp();
    denoiseFromHere();
    patch({ t: 300, schedule: 'cosine' });
    denoiseFromHere();
    expect(view().mode).toBe('forward');
    expect(notices()).toEqual([
      'First let some noise in: move the slider.',
      'Here the way back is that of the linear schedule only, the network’s own: choose it first. The view Schedule shows others.',
    ]);
  });
});
