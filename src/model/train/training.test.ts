import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, type Tensor1D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { key, uniform } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { lossWeight } from '../../diffusion/training/weighting';
import { initialise } from '../initialise';
import { lookup } from '../lookup';
import { parameterShapes } from '../network';
import { small } from '../networks/small';
import { writeSafetensors } from '../safetensorsWriter';
import { trainingBatch, type Batch, type Digits } from './batch';
import { averagedWeights, beginning, sectionsOf } from './sections';
import { Trainer } from './trainer';
import { readTraining, writeTraining } from './trainingFile';

const linear = makeSchedule('linear');
const digits: Digits = {
  pixels: Uint8Array.from({ length: 10 * 784 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.from({ length: 10 }, (_, i) => i),
};
const batch = trainingBatch(small, linear, digits, key(5), 8);
const weights = weightsOf(batch);

function weightsOf({ times, epsilonShare }: Batch): Float64Array {
  return Float64Array.from(times, (t, i) => lossWeight('v', linear, t) * epsilonShare[i]);
}

async function total(errors: Tensor1D): Promise<number> {
  const sum = Float64Array.from(await errors.data()).reduce((a, b) => a + b);
  errors.dispose();
  return sum;
}

const differences = (a: Float32Array, b: Float32Array): number =>
  a.reduce((count, value, i) => count + Number(value !== b[i]), a.length - b.length);

beforeAll(() => setBackend('wasm'));

describe('training', () => {
  it('lowers the loss at batch 8, keeps the number of tensors, and ends with parameters to sample from', async () => {
    const [network, updates] = [small, 12];
    const before = memory().numTensors;
    const trainer = new Trainer(network, beginning(network, initialise(network, key(0))));
    const expectedTensors = memory().numTensors;
    const losses: number[] = [];
    for (let update = 1; update <= updates; update++) {
      losses.push(await total(trainer.update(batch, weights, 2e-3)));
      expect(memory().numTensors).toBe(expectedTensors);
    }
    expect(losses[updates - 1]).toBeLessThan(0.8 * losses[0]);
    trainer.calibrate(batch);
    expect(await total(trainer.measure(batch))).toBeLessThan(0.85 * losses[0]);
    const averaged = averagedWeights(network, await trainer.numbers());
    const shapes = [...averaged].map(([name, { shape }]) => [name, shape]);
    expect(shapes).toEqual([...parameterShapes(network)]);
    expect(await trainer.averagedWeights()).toEqual(averaged);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('follows the statistics of the batches with momentum 0.02, and continues from a stored state', async () => {
    const initial = beginning(small, initialise(small, key(0)));
    const trainer = new Trainer(small, initial);
    const { errors, gradients, observed } = trainer.gradients(batch, weights);
    const mean = Float32Array.from(await lookup(observed, 'enc14.a.bn.mean').data());
    const variance = Float32Array.from(await lookup(observed, 'enc14.a.bn.variance').data());
    [errors, ...gradients.values(), ...observed.values()].forEach((tensor) => tensor.dispose());
    trainer.update(batch, weights, 2e-3).dispose();
    const state = await trainer.numbers();
    const { running, calibrated } = sectionsOf(small, state);
    mean.forEach((m, c) => {
      expect(lookup(running, 'enc14.a.bn.mean').data[c]).toBeCloseTo(0.02 * m, 6);
      expect(lookup(running, 'enc14.a.bn.variance').data[c]).toBeCloseTo(0.98 + 0.02 * variance[c], 6);
    });
    expect(calibrated).toEqual(running);

    const resumed = new Trainer(small, state, 1);
    for (const each of [trainer, resumed]) each.update(batch, weights, 2e-3).dispose();
    expect(differences(await resumed.numbers(), await trainer.numbers())).toBe(0);
    expect(differences(await resumed.numbers(), state)).toBeGreaterThan(0);
    [trainer, resumed].forEach((each) => each.dispose());
  });

  it('measures by the running statistics until it is calibrated, and again after an update', async () => {
    // Before training the average equals the parameters, so calibrated on a batch it has the same loss as training.
    const initial = initialise(small, key(0));
    lookup(initial, 'head.kernel').data.forEach((_, i, data) => (data[i] = uniform(key(7), i) - 0.5));
    const before = memory().numTensors;
    const trainer = new Trainer(small, beginning(small, initial));
    const expectedTensors = memory().numTensors;
    const running = await total(trainer.measure(batch));
    trainer.calibrate(batch);
    trainer.calibrate(batch);
    const calibrated = await total(trainer.measure(batch));
    const state = await trainer.numbers();
    const restored = new Trainer(small, state);
    expect(await total(restored.measure(batch))).toBeCloseTo(calibrated, 5);
    restored.dispose();
    const file = writeTraining(small, state, { network: 'small' });
    expect(differences(readTraining(small, file.buffer), state)).toBe(0);
    expect(() => readTraining(small, writeSafetensors(averagedWeights(small, state), {}).buffer)).toThrow(
      'The file has only weights of small',
    );
    const trained = await total(trainer.update(batch, weights, 0));
    expect(Math.abs(calibrated / trained - 1)).toBeLessThan(0.01);
    expect(Math.abs(running / trained - 1)).toBeGreaterThan(0.1);
    expect(memory().numTensors).toBe(expectedTensors);
    expect(await total(trainer.measure(batch))).not.toBeCloseTo(calibrated, 3);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
