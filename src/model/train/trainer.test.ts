import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fold, key, uniform } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { lossWeight } from '../../diffusion/training/weighting';
import { createEmbedding } from '../embedding';
import { initialise } from '../initialise';
import { lookup } from '../lookup';
import { countMacs, countParameters, layerShapes, parameterShapes, type Network } from '../network';
import { shipped } from '../networks/shipped';
import { tiny } from '../networks/tiny';
import type { Parameter } from '../weights';
import { trainingBatch, type Batch, type Digits } from './batch';
import { embedded, squaredErrors } from './forward';
import { beginning, sectionsOf } from './sections';
import { Trainer, warmedUp } from './trainer';

const linear = makeSchedule('linear');
const digits: Digits = {
  pixels: Uint8Array.from({ length: 30 * 196 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.from({ length: 30 }, (_, i) => i % 10),
};

/** Parameters of which none is zero, so that each has a gradient. */
function perturbed(network: Network): Map<string, Parameter> {
  const parameters = initialise(network, key(0));
  for (const [name, { data }] of parameters) {
    const k = fold(key(9), name.length);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  }
  return parameters;
}

const weightsOf = (batch: Batch): Float64Array =>
  Float64Array.from(batch.times, (t, i) => lossWeight('v', linear, t) * batch.epsilonShare[i]);

beforeAll(() => setBackend('wasm'));

describe('the tiny network', () => {
  it('has 69,488 parameters, 2.9 million multiply-adds, and patches of 2 x 2', () => {
    expect(countParameters(tiny)).toBe(69_488);
    expect(countMacs(tiny) / 1e6).toBeCloseTo(2.9, 1);
    expect(layerShapes(tiny).get('input')).toEqual([7, 7, 8]);
    expect(layerShapes(tiny).get('head')).toEqual([7, 7, 4]);
    expect([...parameterShapes(tiny).keys()].slice(0, 4)).toEqual([
      'template',
      'time.0.kernel',
      'time.0.bias',
      'stem.kernel',
    ]);
  });

  it('has the gradient of its loss, by central differences', async () => {
    const parameters = perturbed(tiny);
    const batch = trainingBatch(tiny, linear, digits, key(2), 6);
    const weights = weightsOf(batch);
    const loss = async (): Promise<number> => {
      const errors = tidy(() =>
        squaredErrors(
          tiny,
          new Map([...parameters].map(([name, p]) => [name, tensor(p.data, [...p.shape])])),
          batch,
          (_id, x) => x,
        ),
      );
      const values = Float64Array.from(await errors.data());
      errors.dispose();
      return values.reduce((sum, error, i) => sum + error * weights[i], 0) / values.length;
    };
    const trainer = new Trainer(tiny, beginning(tiny, parameters));
    const { errors, gradients } = trainer.gradients(batch, weights);
    for (const [name, { data }] of parameters) {
      // Along the gradient, so that the difference is well above the rounding error of the losses.
      const gradient = Float32Array.from(await lookup(gradients, name).data());
      const norm = Math.hypot(...gradient);
      expect(norm).toBeGreaterThan(0);
      const before = data.slice();
      const h = 0.02;
      const lossAt = async (sign: number): Promise<number> => {
        data.forEach((_, i) => (data[i] = before[i] + (sign * h * gradient[i]) / norm));
        return loss();
      };
      const difference = ((await lossAt(1)) - (await lossAt(-1))) / (2 * h);
      data.set(before);
      expect(Math.abs(difference / norm - 1), name).toBeLessThan(0.02);
    }
    errors.dispose();
    gradients.forEach((gradient) => gradient.dispose());
    trainer.dispose();
  });
});

describe('the embedding as part of the graph', () => {
  it.each([tiny, shipped])('agrees with the one that sampling computes: $name', async (network) => {
    const parameters = perturbed(network);
    const times = Int32Array.of(1, 500, 1000);
    const labels = Int32Array.of(3, 10, 0);
    const embed = createEmbedding(network, parameters);
    const e = tidy(() => {
      const tensors = new Map(
        [...parameters].map(([name, p]): [string, Tensor] => [name, tensor(p.data, [...p.shape])]),
      );
      return embedded(network, tensors, times, labels);
    });
    const values = await e.data();
    e.dispose();
    const expected = [...labels].flatMap((label, i) => [...embed(times[i], [label])]);
    expect(Math.max(...expected.map((value, i) => Math.abs(value - values[i])))).toBeLessThan(1e-5);
  });
});

describe('a trainer', () => {
  it('lowers the loss of a repeated batch, and keeps the number of tensors', async () => {
    const before = memory().numTensors;
    const trainer = new Trainer(tiny, beginning(tiny, initialise(tiny, key(0))));
    const batch = trainingBatch(tiny, linear, digits, key(5), 4);
    const expectedTensors = memory().numTensors;
    const losses: number[] = [];
    for (let update = 1; update <= 20; update++) {
      const errors = trainer.update(batch, weightsOf(batch), 5e-3);
      losses.push(Float64Array.from(await errors.data()).reduce((a, b) => a + b));
      errors.dispose();
      expect(memory().numTensors).toBe(expectedTensors);
    }
    expect(losses[19]).toBeLessThan(0.5 * losses[0]);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('continues from its numbers as if it had not stopped', async () => {
    const batch = (n: number): Batch => trainingBatch(tiny, linear, digits, key(n), 4);
    const learn = (trainer: Trainer, n: number): void => {
      trainer.update(batch(n), weightsOf(batch(n)), 5e-3).dispose();
    };
    const whole = new Trainer(tiny, beginning(tiny, initialise(tiny, key(0))));
    for (const n of [1, 2, 3]) learn(whole, n);
    const half = await whole.numbers();
    const resumed = new Trainer(tiny, half, 3);
    for (const n of [4, 5]) [whole, resumed].forEach((trainer) => learn(trainer, n));
    expect(await resumed.numbers()).toEqual(await whole.numbers());
    expect(await whole.numbers()).not.toEqual(half);
    [whole, resumed].forEach((trainer) => trainer.dispose());
  });

  it('refuses the numbers of another network', () => {
    expect(() => sectionsOf(tiny, new Float32Array(7))).toThrow(`tiny has ${4 * 69_488} numbers, not 7`);
  });

  it('warms up over fifty updates', () => {
    expect([1, 25, 50, 51, 1000].map((n) => warmedUp(0.005, n))).toEqual([
      0.0001, 0.0025, 0.005, 0.005, 0.005,
    ]);
  });

  it('and falls to 0 after the goal, if there is one', () => {
    expect([1, 51, 101].map((n) => warmedUp(1, n, 100))).toEqual([1 / 50, 0.5, 0]);
  });
});
