import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../../engine/protocol/errors';
import { settled } from '../../../state/fakes.test-helper';
import { patchView, view } from '../../../state/link/view';
import { startFollowing } from '../../../state/samples/following';
import { setUp, setUpRunning, stubPage } from './sampling.test-helper';

beforeEach(() => {
  stubPage();
  return () => vi.unstubAllGlobals();
});

describe('stopping', () => {
  it('keeps the states that are here; running again begins anew and follows', async () => {
    const { cancel, isBusy, isFollowing, jobs, runAgain, send, state } = await setUpRunning();
    startFollowing();
    send(0, 1000, 750);
    expect(isBusy()).toBe(true);
    cancel();
    await settled();
    expect(jobs[0].signal?.aborted).toBe(true);
    expect(state()).toMatchObject({ filled: 2, status: { kind: 'stopped' } });
    expect([isBusy(), isFollowing()]).toEqual([false, false]);
    patchView({ t: 12 });
    runAgain();
    await settled();
    expect([view.getState().t, isFollowing(), state().filled]).toEqual([1000, true, 0]);
    expect(jobs[1].request.start).toBeUndefined();
  });

  it('works before the run has begun', async () => {
    const { cancel, clock, isBusy, jobs, state } = setUp({ mode: 'reverse' });
    expect(isBusy()).toBe(true);
    cancel();
    await clock.advance(1000);
    expect([state().status.kind, jobs.length]).toEqual(['stopped', 0]);
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
    expect(jobs[1].request.start).toMatchObject({ t: 750, done: 1 });
  });

  it('of a denoising begins again', async () => {
    const { clock, jobs, send, state, tryAgain } = setUp({ mode: 'denoise', from: 500 });
    await clock.advance(200);
    send(0, 500, 250);
    jobs[0].fail(lost);
    await settled();
    expect(state().status.kind).toBe('failed');
    tryAgain();
    await settled();
    expect(jobs[1].request).toEqual(jobs[0].request);
    expect(state().filled).toBe(0);
  });

  it('goes with the settings', async () => {
    const { clock, jobs, state } = await setUpRunning();
    jobs[0].fail(lost);
    await settled();
    patchView({ seed: 43 });
    await clock.advance(200);
    expect([state().status.kind, jobs.length]).toEqual(['running', 2]);
  });
});
