import { vi } from 'vitest';
import type { SampleEvent, SampleRequest, SampleResult } from '../../../engine/protocol/jobs';
import { fakeJobs, FakeClock, settled } from '../../../state/fakes.test-helper';
import type { ViewState } from '../../../state/link/fields/table';

interface SampleCall {
  readonly request: SampleRequest;
  readonly onEvent: (event: SampleEvent) => void;
}

/** A picture of one grey. */
export const picture = (grey: number): number[] => Array<number>(784).fill(grey);

/** The Timeline's run under a fake engine, on a view with these fields. A run takes four steps: 1000, 750, 500, 250, 0. */
export async function setUp(change: Partial<ViewState> = {}) {
  const page = new EventTarget();
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.resetModules();
  const { jobs, run } = fakeJobs<SampleCall, Partial<SampleResult>>();
  const ready = {
    run: (_job: string, request: SampleRequest, { signal, onEvent }: SampleCall & { signal: AbortSignal }) =>
      run({ request, onEvent }, signal),
  };
  const runJob = (_signal: unknown, job: (engine: typeof ready) => unknown) => job(ready);
  vi.doMock('../../../state/engine/runJob', () => ({ runJob }));
  const clock = new FakeClock();
  const { setTimeout: later } = globalThis;
  vi.stubGlobal('setTimeout', (call: () => void, ms?: number) => (ms ? clock.after(ms, call) : later(call)));
  vi.stubGlobal('clearTimeout', (stop?: () => void) => stop?.());
  const { patchView, view } = await import('../../../state/link/view');
  const { network } = await import('../../../state/network/network');
  const { notices } = await import('../../../state/notices');
  const { source } = await import('../../../state/picture/source');
  const { following, stopFollowing } = await import('../../../state/samples/following');
  const timeline = await import('./sampling');
  patchView({ sampler: 'ddim', steps: 4, ...change });
  const disconnect = timeline.connectSampling();
  return {
    ...timeline,
    page,
    clock,
    jobs,
    patch: patchView,
    view: () => view.getState(),
    network,
    notices: () => notices.getState().list.map(({ text }) => text),
    source,
    isFollowing: () => following.getState().on,
    stopFollowing,
    disconnect,
    state: () => timeline.sampling.getState(),
    cancel: timeline.cancelRun,
    /** Lets the job that was started last send states of these t, the first of them its state number `index`. */
    send: (index: number, ...times: number[]) => {
      const { request, onEvent } = jobs[jobs.length - 1].request;
      const xt = Float32Array.from(times.flatMap((t) => request.labels.flatMap(() => picture(t))));
      onEvent({ kind: 'frames', index, times: Int32Array.from(times), xt, x0Hat: xt });
    },
    tellProgress: (step: number, steps: number) =>
      jobs[jobs.length - 1].request.onEvent({
        kind: 'progress',
        step,
        steps,
        stepsPerSecond: 2,
        secondsLeft: 1,
      }),
    finish: async (seconds = 3) => {
      jobs[jobs.length - 1].done({ seconds });
      await settled();
    },
  };
}

/** The same with the run of `mode=reverse` under way. */
export async function setUpRunning(change: Partial<ViewState> = {}) {
  const timeline = await setUp({ mode: 'reverse', t: 300, ...change });
  await timeline.clock.advance(200);
  return timeline;
}

/** The same with a whole run on the stage. */
export async function setUpDone(change: Partial<ViewState> = {}) {
  const timeline = await setUpRunning(change);
  timeline.send(0, 1000, 750, 500, 250, 0);
  await timeline.finish();
  return timeline;
}
