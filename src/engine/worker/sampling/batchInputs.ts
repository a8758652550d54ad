import { type Key, fold, sampleKey } from '../../../diffusion/random';
import type { Known, SampleRequest } from '../../protocol/jobs';
import { gaussians } from '../loop/flatPictures';

/** Consecutive samples of a request. */
export interface SampleRange {
  /** Index of the first sample in the request. */
  readonly first: number;
  readonly count: number;
}

/** Where the noise of one sample comes from. */
export interface NoiseSource {
  readonly seed: number;
  /** Index of the sample among those of its seed. */
  readonly index: number;
  /** sampleKey(seed, 'reverse', index) */
  readonly key: Key;
}

/** What a batch needs of a request: the slices that belong to its samples. */
export interface BatchInputs {
  readonly labels: readonly number[];
  readonly noise: readonly NoiseSource[];
  /** x_t where the run starts, [count, size, size] flat. */
  readonly start: Float32Array;
  /** x0Hat of the step before the start, where the first one steps by it, too. */
  readonly before: Float32Array | undefined;
  /** The pixels that an inpainting keeps, a picture and a mask for every sample. */
  readonly known: Known | undefined;
}

/**
 * Cuts the inputs of some samples out of a request.
 *
 * The noise of sample i depends only on the seed and i: with k = sampleKey(seed, 'reverse', i), x_T is drawn from fold(k, 0)
 * and the noise of the step that leaves t from fold(k, t). So the samples do not depend on how a request is cut into batches. Where every
 * sample has a seed of its own, each is the first of its seed: i = 0.
 * @param known as planned: one picture and one mask a sample
 * @param pixels numbers of one picture
 */
export function batchInputs(
  request: SampleRequest,
  known: Known | undefined,
  pixels: number,
  { first, count }: SampleRange,
): BatchInputs {
  const { labels, seeds, seed, start } = request;
  const slice = <Values extends Float32Array | Uint8Array>(all: Values): Values =>
    all.slice(first * pixels, (first + count) * pixels) as Values;
  const noise = Array.from({ length: count }, (_, i): NoiseSource => {
    const [sampleSeed, index] = seeds ? [seeds[first + i], 0] : [seed, first + i];
    return { seed: sampleSeed, index, key: sampleKey(sampleSeed, 'reverse', index) };
  });
  const startKeys = noise.map((source) => fold(source.key, 0));
  return {
    labels: labels.slice(first, first + count),
    noise,
    start: start ? slice(start.pictures) : gaussians(startKeys, pixels),
    before: start?.before && slice(start.before),
    known: known && { pictures: slice(known.pictures), masks: slice(known.masks) },
  };
}
