import { createStore } from 'zustand/vanilla';
import type { ExactNearestResult } from '../../../engine/protocol/exact';
import { failureText } from '../../../state/engine/failure';
import { browser } from '../../../state/environment';
import type { Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { network, provide } from '../../../state/network/network';
import { labelFor, weightsOf } from '../../../state/network/usedNetwork';
import { notify } from '../../../state/notices';
import { T } from '../../../state/picture/forwardPath';
import { task } from '../../../state/task';
import type { TaskStatus, Work } from '../../../state/task';
import { exact } from './exact';
import { exactLabel } from './exactPicture';

/** Samples of each denoiser, and the DDIM steps that they take. */
export const SAMPLES = 6;
export const SAMPLE_STEPS = 50;

export const MAKERS = ['exact', 'network'] as const;
export type Maker = (typeof MAKERS)[number];

/** What one denoiser makes of the noise. */
export interface MakerSamples {
  /** [SAMPLES, size, size] flat: x_t while it runs, then x_0. */
  readonly pictures: Float32Array | null;
  /** t of these. */
  readonly t: number;
  readonly nearest: ExactNearestResult['nearest'] | null;
}

/** Steps that are done, of both denoisers together. */
interface SamplesProgress {
  readonly done: number;
  readonly secondsLeft: number;
}

interface SamplesState {
  readonly status: TaskStatus<SamplesProgress>;
  readonly byMaker: Readonly<Record<Maker, MakerSamples>>;
}

const NONE: MakerSamples = { pictures: null, t: T, nearest: null };
const NO_SAMPLES: SamplesState['byMaker'] = { exact: NONE, network: NONE };

/** Samples of both denoisers from the same noise; those of other settings or weights are cleared. */
export function createExactSamples(environment: Environment) {
  const store = createStore<SamplesState>(() => ({ status: { kind: 'idle' }, byMaker: NO_SAMPLES }));

  const patch = (maker: Maker, change: Partial<MakerSamples>): void =>
    store.setState(({ byMaker }) => ({
      byMaker: { ...byMaker, [maker]: { ...byMaker[maker], ...change } },
    }));

  async function sample({ signal, progress }: Work<SamplesProgress>): Promise<void> {
    const { seed, label } = view.getState();
    const { used } = network.getState();
    const { digits } = exact.store.getState();
    if (digits.kind !== 'ready') return;
    store.setState({ byMaker: NO_SAMPLES });
    await environment.runJob(signal, async (engine) => {
      await Promise.all([provide(engine, used), exact.digitsReady(signal)]);
      for (const [i, maker] of MAKERS.entries()) {
        const isExact = maker === 'exact';
        const { x0 } = await engine.run(
          'sample',
          {
            network: isExact ? digits.name : used.name,
            seed,
            labels: Array<number>(SAMPLES).fill(isExact ? exactLabel(used, label) : labelFor(used, label)),
            schedule: { name: used.schedule, T },
            sampler: 'ddim',
            steps: SAMPLE_STEPS,
            eta: 0,
            guidance: 0,
            keep: 'all',
          },
          {
            signal,
            onEvent: (event) => {
              if (event.kind === 'frames') {
                const pixels = event.xt.length / event.times.length;
                patch(maker, { pictures: event.xt.slice(-pixels), t: event.times[event.times.length - 1] });
              } else {
                const done = i * SAMPLE_STEPS + event.step;
                const stepsLeft = MAKERS.length * SAMPLE_STEPS - done;
                progress({ done, secondsLeft: stepsLeft / event.stepsPerSecond });
              }
            },
          },
        );
        patch(maker, { pictures: x0, t: 0 });
        const { nearest } = await engine.run(
          'exactNearest',
          { network: digits.name, pictures: x0 },
          { signal },
        );
        patch(maker, { nearest });
      }
    });
  }

  const sampling = task<SamplesProgress>({
    key: () => {
      const { seed, label, exactDigits, network: name } = view.getState();
      return [seed, label, exactDigits, name, weightsOf(network.getState().used)].join();
    },
    // Whoever asks again sees them come again.
    isHere: () => false,
    run: sample,
    tell: (status) => {
      store.setState({ status });
      if (status.kind === 'failed') notify({ kind: 'error', text: failureText(status.error) });
    },
    status: () => store.getState().status,
    clear: () => store.setState({ byMaker: NO_SAMPLES }),
    stores: [view, network],
    environment,
  });

  /**
   * Lets both denoisers bring the same noise back, one after the other, and finds the training digits nearest to what comes.
   * Nothing happens while digits or network are on their way.
   */
  const start = (): void => {
    if (exact.isReady()) sampling.start();
  };

  return { ...sampling, store, start };
}

export const exactSamples = createExactSamples(browser);
