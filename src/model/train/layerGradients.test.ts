import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { fold, key, uniform } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { initialise } from '../initialise';
import { lookup } from '../lookup';
import type { Layer, Network } from '../network';
import { head, up } from '../networks/lbn';
import { lean, normedLean } from '../networks/lean';
import type { Parameter } from '../weights';
import { trainingBatch, type Digits } from './batch';
import { lossInFloat64 } from './float64.test-helper';
import { beginning } from './sections';
import { someDigits } from './someDigits.test-helper';
import { Trainer } from './trainer';

/** Networks of a few channels, one for each kind of layer. */
const network = (name: string, size: number, ...layers: Layer[]): Network => ({
  name,
  size,
  classes: 2,
  embedding: { frequencies: 2, width: 3 },
  output: 'v',
  trainedOn: { schedule: 'linear', T: 1000 },
  layers,
});
const stem = (filters: number): Layer => ({
  kind: 'convolution',
  id: 'stem',
  from: 'input',
  filters,
  kernel: 3,
  embed: true,
});
const down: Layer = { kind: 'convolution', id: 'down', from: 'stem', filters: 3, kernel: 2, stride: 2 };
const last = (from: string): Layer => ({ kind: 'convolution', id: 'head', from, filters: 1, kernel: 3 });
const NETWORKS: Network[] = [
  network('lean', 4, stem(2), ...lean('block', 'stem', 2), last('block.b')),
  { ...network('patch', 4, stem(2), { ...last('stem'), filters: 4 } as Layer), patch: 2 },
  network(
    'batch normalisation, after and before',
    4,
    stem(2),
    ...normedLean('block', 'stem', 2),
    head('block.b', 1),
  ),
  network('strided and transposed', 4, stem(2), down, up('up', 'down', 2, 'stem'), last('up')),
  network(
    'attention',
    4,
    stem(4),
    { kind: 'convolution', id: 'qkv', from: 'stem', filters: 12, kernel: 1, norm: 'before' },
    { kind: 'attention', id: 'attention', from: 'qkv', heads: 2 },
    { kind: 'convolution', id: 'out', from: 'attention', filters: 4, kernel: 1, residual: ['stem'] },
    last('out'),
  ),
];

const block = (id: string, from: string): Layer => ({
  kind: 'convolution',
  id,
  from,
  filters: 3,
  kernel: 3,
  activation: 'relu',
});
NETWORKS.push({
  ...network(
    'max pooling, upsampling, joined channels, ReLU, a picture of t',
    4,
    block('a', 'input'),
    { kind: 'max-pool', id: 'pool', from: 'a' },
    block('b', 'pool'),
    { kind: 'upsample', id: 'up', from: 'b' },
    { kind: 'concat', id: 'join', from: 'up', and: 'a' },
    last('join'),
  ),
  range: 'unit',
  classes: 0,
  embedding: { picture: true, width: 2 },
  output: 'epsilon',
  trainedOn: { schedule: 'linear', T: 7 },
});

const dense: Layer = {
  ...{ kind: 'convolution', id: 'dense', from: 'input', filters: 4, kernel: 1, embed: true },
  activation: 'silu',
};
NETWORKS.push({
  ...network('points', 1, dense, { ...last('dense'), filters: 4, kernel: 1 } as Layer),
  ...{ channels: 2, classes: 0 },
});

const digits = (of: Network): Digits => ({
  ...someDigits(of, 6),
  labels: Uint8Array.from({ length: 6 }, (_, i) => i % 2),
});

/** Parameters of which none is zero and no scale is 1. */
function perturbed(of: Network): Map<string, Parameter> {
  const parameters = initialise(of, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + uniform(k, i) - 0.5));
  });
  return parameters;
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  it.each(NETWORKS)('the loss and its gradient agree with float64: $name', async (of) => {
    await setBackend(backend);
    const before = memory().numTensors;
    const parameters = perturbed(of);
    const batch = trainingBatch(of, makeSchedule('linear', of.trainedOn.T), digits(of), key(2), 3);
    const weights = Float64Array.of(0.7, 1.9, 0.4);
    const trainer = new Trainer(of, beginning(of, parameters));
    const { errors, gradients, observed } = trainer.gradients(batch, weights);

    const numbers = new Map([...parameters].map(([name, { data }]) => [name, Float64Array.from(data)]));
    const loss = (): number => lossInFloat64(of, numbers, batch, weights);
    const measured = Array.from(await errors.data()).reduce(
      (sum, error, i) => sum + (error * weights[i]) / 3,
      0,
    );
    expect(measured / loss()).toBeCloseTo(1, 5);
    for (const [name, data] of numbers) {
      const gradient = await lookup(gradients, name).data();
      const differences = data.map((w, i) => {
        const lossAt = (value: number): number => {
          data[i] = value;
          return loss();
        };
        const difference = (lossAt(w + 1e-4) - lossAt(w - 1e-4)) / 2e-4;
        data[i] = w;
        return difference;
      });
      const error = Math.hypot(...differences.map((d, i) => d - gradient[i]));
      // Some biases have no gradient, because a normalisation removes them.
      expect(error, name).toBeLessThan(1e-4 * Math.hypot(...differences) + 1e-6);
    }
    [errors, ...gradients.values(), ...observed.values()].forEach((tensor) => tensor.dispose());
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
