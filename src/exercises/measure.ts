import type { SampleRequest } from '../engine/protocol/jobs';

/** What an exercise asks of the page's engine, or of the command line's. */
export interface Measure {
  /** The pixels of a digit in [-1, 1], 784 of them. @param source `train.N` or `test.N` @throws if there is none */
  readonly digit: (source: string) => Promise<Float32Array>;
  /** The pictures that the shipped network draws, [N, 28, 28] flat. */
  readonly sample: (request: SampleRequest) => Promise<Float32Array>;
  /** The classes that pictures are read as, 0..9. @param pictures [N, 28, 28] flat */
  readonly read: (pictures: Float32Array) => Promise<ArrayLike<number>>;
  /** How far a picture lies from the nearest of 60,000 training digits, and UNSEEN unseen digits of a class, each from its own nearest. */
  readonly nearness: (
    picture: Float32Array,
    label: number,
  ) => Promise<{ readonly distance: number; readonly unseen: readonly number[] }>;
}

/** At most so many unseen digits are compared with a sample, as the view Generate does. */
export const UNSEEN = 200;

/** The seed of the page's links that name none. */
export const USUAL_SEED = 42;

/** DDPM or DDIM steps of the shipped network from pictures at t on, without a class, as the page takes them. */
export const restoring = (
  t: number,
  pictures: Float32Array,
  { sampler, steps }: Pick<SampleRequest, 'sampler' | 'steps'>,
): SampleRequest => ({
  network: 'shipped',
  schedule: { name: 'linear', T: 1000 },
  seed: USUAL_SEED,
  labels: Array<number>(pictures.length / 784).fill(10),
  sampler,
  steps,
  eta: 0,
  guidance: 0,
  start: { t, pictures },
  keep: 'last',
});
