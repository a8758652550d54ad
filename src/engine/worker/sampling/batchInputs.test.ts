import { expect, it } from 'vitest';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import type { SampleRequest } from '../../protocol/jobs';
import { batchInputs } from './batchInputs';
import { pictureAt } from '../loop/flatPictures';

const PIXELS = 4;
const request: SampleRequest = {
  network: 'shipped',
  seed: 5,
  labels: [0, 1, 2],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddpm',
  steps: 1,
  eta: 0,
  guidance: 0,
  keep: 'last',
};
const noiseOf = (seed: number, index: number): Float32Array =>
  fillGaussian(fold(fold(fold(key(seed), STREAM.reverse), index), 0), new Float32Array(PIXELS));

it('draws x_T from the seed and the index of each sample in the request', () => {
  const { labels, start, known } = batchInputs(request, undefined, PIXELS, { first: 1, count: 2 });
  expect(labels).toEqual([1, 2]);
  expect(pictureAt(start, 0, PIXELS)).toEqual(noiseOf(5, 1));
  expect(pictureAt(start, 1, PIXELS)).toEqual(noiseOf(5, 2));
  expect(known).toBeUndefined();
});

it('draws the first sample of each seed where every sample has its own', () => {
  const { start } = batchInputs({ ...request, seeds: [7, 8, 9] }, undefined, PIXELS, { first: 2, count: 1 });
  expect(start).toEqual(noiseOf(9, 0));
});

it('copies the start pictures and known pixels of its samples', () => {
  const pictures = Float32Array.from({ length: 3 * PIXELS }, (_, i) => i);
  const masks = Uint8Array.from(pictures, (value) => value % 2);
  const range = { first: 1, count: 1 };
  const inputs = batchInputs({ ...request, start: { t: 9, pictures } }, { pictures, masks }, PIXELS, range);
  expect(inputs.start).toEqual(Float32Array.of(4, 5, 6, 7));
  expect(inputs.start.buffer).not.toBe(pictures.buffer);
  expect(inputs.known).toEqual({ pictures: inputs.start, masks: Uint8Array.of(0, 1, 0, 1) });
});
