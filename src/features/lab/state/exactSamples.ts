import type { ExactNearestResult } from '../../../engine/protocol/exact';
import { browser, type Environment } from '../../../state/environment';
import { view } from '../../../state/link/view';
import { labelFor } from '../../../state/network/usedNetwork';
import { T } from '../../../state/picture/forwardPath';
import { exactLabel } from './exactPicture';
import { exactTask, type ExactContext } from './exactTask';

/** Samples of each denoiser, and the DDIM steps that they take. */
export const SAMPLES = 6;
export const SAMPLE_STEPS = 50;

export const DENOISERS = ['exact', 'network'] as const;
export type Denoiser = (typeof DENOISERS)[number];
export const ALL_STEPS = DENOISERS.length * SAMPLE_STEPS;

/** What one denoiser makes of the noise. */
export interface DenoiserSamples {
  /** [SAMPLES, size, size] flat: x_t while it runs, then x_0. */
  readonly pictures: Float32Array | null;
  /** t of these. */
  readonly t: number;
  readonly nearest: ExactNearestResult['nearest'] | null;
}

interface SamplesProgress {
  /** Steps so far, out of ALL_STEPS. */
  readonly done: number;
  readonly secondsLeft: number;
}

interface Samples {
  readonly byDenoiser: Readonly<Record<Denoiser, DenoiserSamples>>;
}

const NO_SAMPLES: DenoiserSamples = { pictures: null, t: T, nearest: null };

/** Samples of both denoisers from the same noise. They are cleared when the settings or the weights change. */
export function createExactSamples(environment: Environment) {
  const patch = (denoiser: Denoiser, change: Partial<DenoiserSamples>): void =>
    samples.store.setState(({ byDenoiser }) => ({
      byDenoiser: { ...byDenoiser, [denoiser]: { ...byDenoiser[denoiser], ...change } },
    }));

  /** Samples with one denoiser after the other, and finds the training digit nearest to each sample. */
  async function sample(context: ExactContext<SamplesProgress>): Promise<void> {
    const { engine, signal, exactName, used, progress } = context;
    const { seed, label } = view.getState();
    for (const [i, denoiser] of DENOISERS.entries()) {
      const isExact = denoiser === 'exact';
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
              patch(denoiser, { pictures: event.xt.slice(-pixels), t: event.times[event.times.length - 1] });
            } else {
              const done = i * SAMPLE_STEPS + event.step;
              progress({ done, secondsLeft: (ALL_STEPS - done) / event.stepsPerSecond });
            }
          },
        },
      );
      patch(denoiser, { pictures: x0, t: 0 });
      const { nearest } = await engine.run('exactNearest', { network: exactName, pictures: x0 }, { signal });
      patch(denoiser, { nearest });
    }
  }

  const samples = exactTask<SamplesProgress, Samples>({
    empty: { byDenoiser: { exact: NO_SAMPLES, network: NO_SAMPLES } },
    fields: ['seed', 'label', 'exactDigits', 'network'],
    run: sample,
    environment,
  });
  return samples;
}

export const exactSamples = createExactSamples(browser);
