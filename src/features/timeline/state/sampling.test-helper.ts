import { vi } from 'vitest';
import { engineStatus } from '../../../state/engine/pageEngine';
import { fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';
import { settled } from '../../../state/fakes.test-helper';
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
  const environment = fakeEnvironment<'sample'>();
  const { jobs } = environment.engine;
  const sampling = createSampling(environment, new Sheet(environment, new SampleRunCache(1e9)));
  const disconnect = (disconnectLast = sampling.connect());
  return {
    ...sampling,
    clock: environment.clock,
    jobs,
    disconnect,
    state: sampling.store.getState,
    isFollowing: () => following.getState().on,
    /** Lets the newest job send states of these t, the first of them its state number `index`. */
    send: (index: number, ...times: number[]) => {
      const { request, event } = jobs[jobs.length - 1];
      const xt = Float32Array.from(times.flatMap((t) => request.labels.flatMap(() => picture(t))));
      event({ kind: 'frames', index, times: Int32Array.from(times), xt, x0Hat: xt });
    },
    tellProgress: (step: number, steps: number) =>
      jobs[jobs.length - 1].event({
        kind: 'progress',
        step,
        steps,
        stepsPerSecond: 2,
        secondsLeft: 1,
      }),
    finish: async (seconds = 3) => {
      jobs[jobs.length - 1].done({
        times: new Int32Array(),
        x0: new Float32Array(),
        seconds,
        backend: 'wasm',
      });
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
