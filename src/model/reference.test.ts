import '@tensorflow/tfjs-backend-wasm';
import {
  concat,
  memory,
  setBackend,
  tensor,
  tensor4d,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, fold, key } from '../diffusion/random';
import { makeSchedule } from '../diffusion/schedule';
import { createDenoiser } from './denoiser';
import { lookup } from './lookup';
import { parameterShapes } from './network';
import { shipped } from './networks/shipped';
import { referenceNetwork } from './reference.test-helper';
import { elements } from './shapes';
import type { Parameter, Weights } from './weights';

/** Random parameters of a size that keeps activations near 1. */
function randomWeights(seed: number): Weights {
  const parameters = new Map<string, Parameter>();
  for (const [name, shape] of parameterShapes(shipped)) {
    const size = elements(shape);
    const fanIn = name.endsWith('kernel') ? size / shape[shape.length - 1] : 4;
    const data = fillGaussian(fold(key(seed), parameters.size), new Float32Array(size)).map(
      (x) => x / Math.sqrt(fanIn),
    );
    parameters.set(name, { shape, data });
  }
  return { parameters, metadata: {} };
}

describe('the network derived from its layers', () => {
  beforeAll(() => setBackend('wasm'));

  it.each([1, 2])(
    'equals the reference to 1e-5 of its range, with random weights of seed %i',
    async (seed) => {
      const weights = randomWeights(seed);
      const before = memory().numTensors;
      const denoiser = createDenoiser(shipped, weights);
      const t = [1, 2, 37, 500, 1000];
      const labels = [3, 10, 0, 9, 7];
      const pictures = t.map((_, i) => fillGaussian(fold(key(seed + 100), i), new Float32Array(784)));
      const [ours, theirs] = tidy(() => {
        const xs = pictures.map((picture) => tensor4d(picture, [1, 28, 28, 1]));
        const linear = makeSchedule('linear');
        const each = xs.map((x, i) => denoiser.estimate(x, linear, t[i], [labels[i]], 0).as('v'));
        const tensors = new Map(
          [...weights.parameters].map(([name, p]) => [name, tensor(p.data, [...p.shape])]),
        );
        const get = (name: string): Tensor => lookup(tensors, name);
        return [concat(each, 0), referenceNetwork(get, concat<Tensor4D>(xs, 0), t, labels)];
      });
      const [a, b] = [Float32Array.from(await ours.data()), Float32Array.from(await theirs.data())];
      ours.dispose();
      theirs.dispose();
      denoiser.dispose();
      const range = b.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
      const error = b.reduce((worst, value, i) => Math.max(worst, Math.abs(value - a[i])), 0);
      expect(range).toBeGreaterThan(0.1);
      expect(error / range).toBeLessThan(1e-5);
      expect(memory().numTensors).toBe(before);
    },
  );
});
