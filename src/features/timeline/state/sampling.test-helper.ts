import { vi } from 'vitest';
import type { SampleEvent, SampleRequest } from '../../../engine/protocol/jobs';
import { engineStatus } from '../../../state/engine/engine';
import type { Environment } from '../../../state/environment';
import { fakeJobs, FakeClock, settled } from '../../../state/fakes.test-helper';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import { following, stopFollowing } from '../../../state/samples/following';
import { SampleRunCache } from '../../../state/samples/sampleRun';
import { Sheet } from '../../../state/samples/sheet';
import { createSampling } from './sampling';

export interface FakeCall<Request> {
  readonly request: Request;
  readonly onEvent: (event: SampleEvent) => void;
}

/** A fake engine whose jobs the test ends, and a fake clock. */
export function fakeEnvironment<Request>() {
  const { jobs, run } = fakeJobs<FakeCall<Request>, unknown>();
  const clock = new FakeClock();
  const never = new AbortController().signal;
  const engine = {
    run: (
      _job: string,
      request: Request,
      options?: { signal: AbortSignal; onEvent: FakeCall<Request>['onEvent'] },
    ) => run({ request, onEvent: options?.onEvent ?? (() => undefined) }, options?.signal ?? never),
  };
  const runJob = (_signal: unknown, job: (ready: typeof engine) => unknown) => job(engine);
  const environment: Environment = { runJob: runJob as never, clock, isMotionReduced: () => false };
  return { jobs, clock, environment };
}

/** Stands in for the window: its address and its events. Undone by `vi.unstubAllGlobals`. */
export function stubPage(): EventTarget {
  const page = new EventTarget();
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  return page;
}

/** A picture of one grey. */
export const picture = (grey: number): number[] => Array<number>(784).fill(grey);

let disconnectLast = (): void => undefined;

export function setEngine(kind: 'ready' | 'failed'): void {
  const error = { code: 'internal', message: '', remedy: '' } as const;
  const ready = { kind: 'ready', capability: {} as never, network: {} as never } as const;
  engineStatus.setState({ status: kind === 'ready' ? ready : { kind, error } });
}

/** The stores as a bare link has them, before the engine is there, with these fields of the view. */
export function resetStores(change: Partial<ViewState>): void {
  disconnectLast();
  view.setState(initialView());
  network.setState({ used: SHIPPED });
  source.setState((state) => ({ picture: { ...state.picture, source: initialView().source } }));
  stopFollowing();
  setEngine('failed');
  patchView(change);
}

/** The Timeline's run on a view with these fields. It takes four steps: 1000, 750, 500, 250, 0. */
export function setUp(change: Partial<ViewState> = {}) {
  resetStores({ sampler: 'ddim', steps: 4, ...change });
  const { jobs, clock, environment } = fakeEnvironment<SampleRequest>();
  const sampling = createSampling(environment, new Sheet(environment, new SampleRunCache(1e9)));
  const disconnect = (disconnectLast = sampling.connect());
  return {
    ...sampling,
    clock,
    jobs,
    disconnect,
    state: sampling.store.getState,
    isFollowing: () => following.getState().on,
    /** Lets the newest job send states of these t, the first of them its state number `index`. */
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
  const timeline = setUp({ mode: 'reverse', t: 300, ...change });
  await timeline.clock.advance(200);
  return timeline;
}

/** The same with a complete run on the stage. */
export async function setUpDone(change: Partial<ViewState> = {}) {
  const timeline = await setUpRunning(change);
  timeline.send(0, 1000, 750, 500, 250, 0);
  await timeline.finish();
  return timeline;
}
