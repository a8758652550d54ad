import { createStore } from 'zustand/vanilla';
import { toEngineError } from '../../../engine/protocol/errors';
import type { ExactNearestResult } from '../../../engine/protocol/exact';
import type { SampleEvent } from '../../../engine/protocol/jobs';
import { runJob } from '../../../state/engine/runJob';
import { digitsHere, exact, exactLabel } from './exact';
import { T } from '../../../state/picture/forwardPath';
import { isNetworkHere, network, provide } from '../../../state/network/network';
import { notify } from '../../../state/notices';
import { labelFor, weightsOf } from '../../../state/network/usedNetwork';
import { view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

/** Samples of each kind, and the DDIM steps that they take. */
export const SAMPLES = 6;
export const SAMPLE_STEPS = 50;

export const MAKERS = ['exact', 'network'] as const;
export type Maker = (typeof MAKERS)[number];

/** What one denoiser makes of the noise. */
export interface Made {
  /** [SAMPLES, size, size] flat: x_t while it runs, then x_0. */
  readonly pictures: Float32Array | null;
  /** t of these. */
  readonly t: number;
  readonly nearest: ExactNearestResult['nearest'] | null;
}

const NOTHING: Made = { pictures: null, t: T, nearest: null };

interface SamplesState {
  status: { kind: 'idle' | 'stopped' | 'done' } | { kind: 'running'; done: number; secondsLeft: number };
  made: Readonly<Record<Maker, Made>>;
}

const NONE: SamplesState = { status: { kind: 'idle' }, made: { exact: NOTHING, network: NOTHING } };

export const exactSamples = createStore<SamplesState>(() => NONE);

const patch = (maker: Maker, change: Partial<Made>): void =>
  exactSamples.setState(({ made }) => ({ made: { ...made, [maker]: { ...made[maker], ...change } } }));

function receive(maker: Maker, event: SampleEvent, before: number): void {
  if (event.kind === 'frames') {
    const pixels = event.xt.length / event.times.length;
    patch(maker, { pictures: event.xt.slice(-pixels), t: event.times[event.times.length - 1] });
    return;
  }
  const left = 2 * SAMPLE_STEPS - before - event.step;
  exactSamples.setState({
    status: { kind: 'running', done: before + event.step, secondsLeft: left / event.stepsPerSecond },
  });
}

let abort: AbortController | null = null;

/** Lets both denoisers bring the same noise back, one after the other, and looks for the training digits nearest to what comes. */
export async function makeSamples(): Promise<void> {
  const { digits } = exact.getState();
  if (digits.kind !== 'ready' || !isNetworkHere(view.getState().network)) return;
  stopSamples();
  const own = new AbortController();
  abort = own;
  const { signal } = own;
  const { seed, label } = view.getState();
  const { used } = network.getState();
  exactSamples.setState({ ...NONE, status: { kind: 'running', done: 0, secondsLeft: NaN } });
  try {
    await runJob(signal, async (ready) => {
      await Promise.all([provide(ready, used), digitsHere(signal)]);
      for (const [i, maker] of MAKERS.entries()) {
        const name = maker === 'exact' ? digits.name : used.name;
        const asked = maker === 'exact' ? exactLabel(used, label) : labelFor(used, label);
        const { x0 } = await ready.run(
          'sample',
          {
            network: name,
            seed,
            labels: Array<number>(SAMPLES).fill(asked),
            schedule: { name: used.schedule, T },
            sampler: 'ddim',
            steps: SAMPLE_STEPS,
            eta: 0,
            guidance: 0,
            keep: 'all',
          },
          { signal, onEvent: (event) => receive(maker, event, i * SAMPLE_STEPS) },
        );
        patch(maker, { pictures: x0, t: 0 });
        const { nearest } = await ready.run(
          'exactNearest',
          { network: digits.name, pictures: x0 },
          { signal },
        );
        patch(maker, { nearest });
      }
    });
    exactSamples.setState({ status: { kind: 'done' } });
  } catch (caught) {
    if (signal.aborted) return;
    exactSamples.setState({ status: { kind: 'stopped' } });
    const error = toEngineError(caught);
    notify({ kind: 'error', text: `${error.message} ${error.remedy}` });
  }
}

/** Stops them; the pictures that are there stay. */
export function stopSamples(): void {
  abort?.abort();
  abort = null;
  if (exactSamples.getState().status.kind === 'running')
    exactSamples.setState({ status: { kind: 'stopped' } });
}

const decides = ({ seed, label, exactDigits, network: name }: ViewState): string =>
  [seed, label, exactDigits, name].join();

/** Takes samples away that are not the view's any more, or not of the same weights. Returns how to stop. */
export function followSamples(): () => void {
  const clear = (): void => {
    stopSamples();
    exactSamples.setState(NONE);
  };
  const stops = [
    view.subscribe((state, before) => {
      if (decides(state) !== decides(before)) clear();
    }),
    network.subscribe(({ used }, before) => {
      if (weightsOf(used) !== weightsOf(before.used)) clear();
    }),
  ];
  return () => {
    stops.forEach((stop) => stop());
    stopSamples();
  };
}
