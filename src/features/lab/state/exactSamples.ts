import { createStore } from 'zustand/vanilla';
import type { ExactNearestResult } from '../../../engine/protocol/exact';
import { browser, type Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { labelFor } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import type { TaskStatus } from '../../../state/task';
import { exactLabel } from './exactPicture';
import { exactTask, type ExactWork } from './exactTask';

/** Samples of each denoiser, and the DDIM steps that they take. */
export const SAMPLES = 6;
export const SAMPLE_STEPS = 50;

export const MAKERS = ['exact', 'network'] as const;
export type Maker = (typeof MAKERS)[number];
/** Steps of both denoisers together. */
export const ALL_STEPS = MAKERS.length * SAMPLE_STEPS;

/** What one denoiser makes of the noise. */
export interface MakerSamples {
  /** [SAMPLES, size, size] flat: x_t while it runs, then x_0. */
  readonly pictures: Float32Array | null;
  /** t of these. */
  readonly t: number;
  readonly nearest: ExactNearestResult['nearest'] | null;
}

/** Of ALL_STEPS. */
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

/** Samples of both denoisers from the same noise. They are cleared when the settings or the weights change. */
export function createExactSamples(environment: Environment) {
  const store = createStore<SamplesState>(() => ({ status: { kind: 'idle' }, byMaker: NO_SAMPLES }));

  const patch = (maker: Maker, change: Partial<MakerSamples>): void =>
    store.setState(({ byMaker }) => ({
      byMaker: { ...byMaker, [maker]: { ...byMaker[maker], ...change } },
    }));

  /** Samples with one denoiser after the other, and finds the training digit nearest to each sample. */
  async function sample({
    engine,
    signal,
    exactName,
    used,
    progress,
  }: ExactWork<SamplesProgress>): Promise<void> {
    const { seed, label } = view.getState();
    for (const [i, maker] of MAKERS.entries()) {
      const isExact = maker === 'exact';
      const { x0 } = await engine.run(
        'sample',
        {
          network: isExact ? exactName : used.name,
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
              progress({ done, secondsLeft: (ALL_STEPS - done) / event.stepsPerSecond });
            }
          },
        },
      );
      patch(maker, { pictures: x0, t: 0 });
      const { nearest } = await engine.run('exactNearest', { network: exactName, pictures: x0 }, { signal });
      patch(maker, { nearest });
    }
  }

  const work = exactTask<SamplesProgress>({
    store,
    clear: () => store.setState({ byMaker: NO_SAMPLES }),
    fields: ['seed', 'label', 'exactDigits', 'network'],
    run: sample,
    environment,
  });
  return { ...work, store };
}

export const exactSamples = createExactSamples(browser);
