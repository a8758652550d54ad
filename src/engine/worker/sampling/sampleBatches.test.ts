import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Denoiser } from '../../../model/denoiser';
import { shipped } from '../../../model/networks/shipped';
import type { SampleRequest } from '../../protocol/jobs';
import type { SampleBatch } from './sampleBatch';
import { makeBatches, SampleBatches } from './sampleBatches';
import { planSample } from '../requests/validate';

const never = new AbortController().signal;
const dispose = vi.fn();

/** A batch of samples of one pixel that has kept two states. */
function batch(...samples: number[]): SampleBatch {
  const state = (offset: number): Float32Array => Float32Array.from(samples, (value) => value + offset);
  return {
    step: () => undefined,
    readKept: () => Promise.resolve({ xt: [state(0.5), state(0.25)], x0Hat: [state(10), state(20)] }),
    readState: () => Promise.resolve(state(0)),
    dispose,
  };
}

describe('SampleBatches', () => {
  const batches = new SampleBatches([batch(1, 2), batch(3)]);

  it('joins the batches state by state', async () => {
    expect(await batches.readState(never)).toEqual(Float32Array.of(1, 2, 3));
    expect(await batches.readKept(never)).toEqual({
      xt: Float32Array.of(1.5, 2.5, 3.5, 1.25, 2.25, 3.25),
      x0Hat: Float32Array.of(11, 12, 13, 21, 22, 23),
    });
  });

  it('has no statistics where nothing is counted', async () => {
    expect(await batches.stats(never)).toEqual([]);
  });

  it('frees every batch', () => {
    batches.dispose();
    expect(dispose).toHaveBeenCalledTimes(2);
  });
});

describe('makeBatches', () => {
  beforeAll(() => setBackend('wasm'));

  const request: SampleRequest = {
    network: 'shipped',
    seed: 0,
    labels: [0, 1, 2, 3, 4],
    schedule: { name: 'linear', T: 1000 },
    sampler: 'ddim',
    steps: 2,
    eta: 0,
    guidance: 0,
    keep: 'last',
  };
  const denoiser = { network: shipped } as unknown as Denoiser;

  it.each([
    [0, 2, [2, 2, 1]],
    [0, 8, [5]],
    // Guidance evaluates every sample twice.
    [1.5, 4, [2, 2, 1]],
    [1.5, 1, [1, 1, 1, 1, 1]],
  ])('with guidance %d cuts 5 samples for %i pictures at once into %j', async (guidance, size, expected) => {
    const plan = planSample(shipped, { ...request, guidance });
    const made = makeBatches(denoiser, undefined, { ...request, guidance }, plan, size, 1);
    const lengths = await Promise.all(made.batches.map((each) => each.readState(never)));
    expect(lengths.map(({ length }) => length / 784)).toEqual(expected);
    made.dispose();
  });
});
