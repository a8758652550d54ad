import { beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../../state/fakes.test-helper';
import { endGesture } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED, type UsedNetwork } from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import { startFollowing, stopFollowing } from '../../../state/samples/following';
import { enter } from './path';
import { picture, setUp, setUpDone, setUpRunning, stubPage } from './sampling.test-helper';

vi.mock('../../../state/link/url', { spy: true });

let page: EventTarget;

beforeEach(() => {
  page = stubPage();
  return () => {
    vi.unstubAllGlobals();
    vi.clearAllMocks();
  };
});

describe('starting', () => {
  it('asks for nothing on the way down', async () => {
    const { clock, jobs, state } = setUp();
    await clock.advance(1000);
    expect(jobs).toHaveLength(0);
    expect(state()).toMatchObject({ run: null, filled: 0, status: { kind: 'idle' } });
  });

  it('computes the newest run, 200 ms after the last change', async () => {
    const { clock, jobs, state } = setUp({ mode: 'reverse' });
    expect(state().status.kind).toBe('waiting');
    await clock.advance(150);
    patchView({ seed: 7, label: 3, guidance: 2 });
    patchView({ t: 900 });
    await clock.advance(199);
    expect(jobs).toHaveLength(0);
    await clock.advance(1);
    expect(jobs.map(({ request }) => request.request)).toEqual([
      {
        network: 'shipped',
        seed: 7,
        labels: [3],
        schedule: { name: 'linear', T: 1000 },
        sampler: 'ddim',
        steps: 4,
        eta: 0,
        guidance: 2,
        keep: 'all',
      },
    ]);
  });

  it('tells how far it is, and keeps every state', async () => {
    const { send, tellProgress, finish, state } = await setUpRunning();
    expect(state().status).toEqual({ kind: 'running', progress: null });
    tellProgress(1, 4);
    expect(state().status).toMatchObject({ kind: 'running', progress: { step: 1, steps: 4 } });
    send(0, 1000, 750);
    expect(state().filled).toBe(2);
    send(2, 500, 250, 0);
    await finish(3);
    const { run, filled, status } = state();
    expect(status).toEqual({ kind: 'done', seconds: 3 });
    expect([run?.complete, filled, run?.frame(3, 0)[0]]).toEqual([true, 5, 250]);
  });

  it('stops a run that the view no longer asks for, and hears nothing of it', async () => {
    const { clock, jobs, send, state } = await setUpRunning();
    send(0, 1000, 750);
    patchView({ seed: 43 });
    expect(jobs[0].signal.aborted).toBe(true);
    expect(state()).toMatchObject({ run: null, filled: 0, status: { kind: 'waiting' } });
    await clock.advance(200);
    expect(jobs.map(({ request }) => request.request.seed)).toEqual([42, 43]);
    expect(state().status.kind).toBe('running');
  });

  it('does not begin again for what does not change the run', async () => {
    const { clock, jobs } = await setUpRunning({ guidance: 0 });
    // Without a class there is no guidance; plots and speed are the page's affair.
    patchView({ guidance: 3, t: 10, plot: 'snr', speed: 2, source: 'train.8' });
    await clock.advance(1000);
    expect(jobs).toHaveLength(1);
    expect(jobs[0].signal.aborted).toBe(false);
  });

  it('ends with the way back', async () => {
    const { clock, isFollowing, jobs, state } = await setUpRunning();
    startFollowing();
    patchView({ mode: 'forward' });
    await clock.advance(1000);
    expect([jobs[0].signal.aborted, jobs.length, isFollowing()]).toEqual([true, 1, false]);
    expect(state()).toMatchObject({ run: null, filled: 0, status: { kind: 'idle' } });
  });

  it('ends with the connection', async () => {
    const { disconnect, jobs, clock } = await setUpRunning();
    disconnect();
    patchView({ seed: 1 });
    await clock.advance(1000);
    expect([jobs[0].signal.aborted, jobs.length]).toEqual([true, 1]);
  });
});

describe('waiting for its parts', () => {
  const other: UsedNetwork = { ...SHIPPED, name: 'run.a.100', schedule: 'cosine', classes: 0 };

  it('starts once the network is here, with what that can be asked', async () => {
    const { clock, jobs, state } = setUp({ mode: 'reverse', network: other.name, label: 3 });
    await clock.advance(1000);
    expect([state().status.kind, jobs.length]).toEqual(['idle', 0]);
    network.setState({ used: other });
    await clock.advance(200);
    expect(jobs[0].request.request).toMatchObject({
      network: other.name,
      labels: [0],
      schedule: { name: 'cosine' },
    });
  });

  it('shows nothing while another network is on its way, and follows its run from an end of the path', async () => {
    const { isFollowing, state, clock, jobs } = await setUpDone({ t: 0 });
    patchView({ network: other.name });
    expect(state()).toMatchObject({ run: null, filled: 0, status: { kind: 'idle' } });
    expect(isFollowing()).toBe(true);
    network.setState({ used: other });
    await clock.advance(200);
    expect(jobs).toHaveLength(2);
  });

  it('computes another run for other weights of the same name', async () => {
    const { clock, jobs } = await setUpRunning();
    network.setState({ used: { ...SHIPPED, checksum: 1 } });
    await clock.advance(200);
    expect([jobs[0].signal.aborted, jobs.length]).toEqual([true, 2]);
  });

  it('denoises once the picture is here', async () => {
    const { clock, jobs, state } = setUp({ mode: 'denoise', from: 500, source: 'train.8' });
    await clock.advance(1000);
    expect([state().status.kind, jobs.length]).toEqual(['idle', 0]);
    source.setState(({ picture: before }) => ({ picture: { ...before, source: 'train.8' } }));
    await clock.advance(200);
    expect(jobs).toHaveLength(1);
  });
});

describe('from memory', () => {
  it('shows a run that was computed before at once, and computes nothing', async () => {
    const { clock, jobs, send, finish, state, isFollowing } = await setUpDone({ t: 400 });
    const { run } = state();
    patchView({ seed: 43 });
    await clock.advance(200);
    send(0, 1000, 750, 500, 250, 0);
    await finish();
    patchView({ seed: 42 });
    expect(state().run).toBe(run);
    expect(state()).toMatchObject({ filled: 5, status: { kind: 'idle' } });
    await clock.advance(1000);
    expect([jobs.length, isFollowing(), view.getState().t]).toEqual([2, false, 400]);
  });

  it('brings a slider that follows to its end', async () => {
    const { isFollowing } = await setUpDone();
    enter('forward');
    enter('reverse');
    expect([view.getState().t, isFollowing()]).toEqual([0, false]);
  });

  it('does not keep a run that was stopped', async () => {
    const { cancel, clock, jobs, send } = await setUpRunning();
    send(0, 1000, 750);
    cancel();
    enter('forward');
    enter('reverse');
    await clock.advance(200);
    expect(jobs).toHaveLength(2);
    expect(jobs[1].request.request.start).toBeUndefined();
  });
});

describe('following', () => {
  it('moves the slider down with the newest state, and ends with the run', async () => {
    const { clock, finish, isFollowing, send } = setUp();
    enter('reverse');
    expect([view.getState().t, isFollowing()]).toEqual([1000, true]);
    await clock.advance(200);
    send(0, 1000, 750);
    expect(view.getState().t).toBe(750);
    send(2, 500, 250, 0);
    expect([view.getState().t, isFollowing()]).toEqual([0, true]);
    expect(endGesture).not.toHaveBeenCalled();
    await finish();
    expect(isFollowing()).toBe(false);
    expect(endGesture).toHaveBeenCalledOnce();
  });

  it('leaves the slider to whoever takes it', async () => {
    const { clock, finish, send } = setUp();
    enter('reverse');
    await clock.advance(200);
    send(0, 1000, 750);
    stopFollowing();
    patchView({ t: 800 });
    send(2, 500, 250, 0);
    await finish();
    expect(view.getState().t).toBe(800);
  });

  it('ends with Back, which has a t of its own', () => {
    const { isFollowing, disconnect } = setUp();
    enter('reverse');
    page.dispatchEvent(new Event('popstate'));
    expect(isFollowing()).toBe(false);
    enter('reverse');
    disconnect();
    page.dispatchEvent(new Event('popstate'));
    expect(isFollowing()).toBe(true);
  });

  it.each([
    ['at an end of the path', 0, true],
    ['at the other end', 1000, true],
    ['in between', 400, false],
  ])('after a change of settings %s', async (_, t, follows) => {
    const { isFollowing } = await setUpDone();
    patchView({ t });
    patchView({ seed: 43 });
    expect(isFollowing()).toBe(follows);
  });

  it('does not begin with a link', async () => {
    const { isFollowing, send } = await setUpRunning({ t: 0 });
    send(0, 1000, 750);
    expect([isFollowing(), view.getState().t]).toEqual([false, 0]);
  });
});

describe('on another page', () => {
  it('pauses, and goes on from the newest state', async () => {
    const { finish, jobs, send, state, tellProgress } = await setUpRunning();
    send(0, 1000, 750, 500);
    patchView({ page: 'schedule' });
    expect(jobs[0].signal.aborted).toBe(true);
    patchView({ place: 300 });
    await settled();
    patchView({ page: 'timeline' });
    await settled();
    expect(state().filled).toBe(3);
    expect(jobs[1].request.request.start).toEqual({
      t: 500,
      done: 2,
      pictures: Float32Array.from(picture(500)),
    });
    tellProgress(1, 2);
    expect(state().status).toMatchObject({ kind: 'running', progress: { step: 3, steps: 4 } });
    send(0, 500, 250, 0);
    expect(Array.from(state().run?.times ?? [])).toEqual([1000, 750, 500, 250, 0]);
    await finish();
    expect(state().status).toEqual({ kind: 'done', seconds: NaN });
  });

  it('asks for nothing, and starts at once after coming back', async () => {
    const { clock, jobs } = setUp({ mode: 'reverse' });
    await clock.advance(100);
    patchView({ page: 'lab' });
    await clock.advance(1000);
    expect(jobs).toHaveLength(0);
    patchView({ page: 'timeline' });
    await settled();
    expect(jobs).toHaveLength(1);
  });

  it('keeps a run of which only the last word was missing', async () => {
    const { clock, jobs, send, state, isFollowing } = await setUpRunning();
    startFollowing();
    send(0, 1000, 750, 500, 250, 0);
    patchView({ page: 'lab' });
    patchView({ page: 'timeline' });
    await clock.advance(1000);
    expect(state()).toMatchObject({ filled: 5, status: { kind: 'idle' }, run: { complete: true } });
    expect([jobs.length, isFollowing()]).toEqual([1, false]);
  });

  it('leaves a run that was cancelled or is done as it is', async () => {
    const { cancel, clock, jobs, state } = await setUpRunning();
    cancel();
    patchView({ page: 'lab' });
    patchView({ page: 'timeline' });
    await clock.advance(1000);
    expect([state().status.kind, jobs.length]).toEqual(['stopped', 1]);
  });

  it('computes what another page has asked for meanwhile', async () => {
    const { clock, jobs } = await setUpRunning();
    patchView({ page: 'generate' });
    patchView({ page: 'timeline', seed: 5 });
    await clock.advance(200);
    expect(jobs.map(({ request }) => request.request.seed)).toEqual([42, 5]);
  });

  it('begins again where the run starts from pictures of its own', async () => {
    const { clock, jobs, send, state } = setUp({
      mode: 'denoise',
      from: 500,
      steps: 4,
      tries: 2,
    });
    await clock.advance(200);
    send(0, 500, 250);
    patchView({ page: 'schedule' });
    patchView({ page: 'timeline' });
    await settled();
    expect(jobs[1].request.request).toEqual(jobs[0].request.request);
    expect(state()).toMatchObject({ filled: 0, status: { kind: 'running' } });
  });
});
