import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, key, uniform } from '../../diffusion/random';
import { customSchedule, makeSchedule, snr } from '../../diffusion/schedule';
import { createDenoiser } from '../denoiser';
import { initialise } from '../initialise';
import { lookup } from '../lookup';
import { countMacs, countParameters, layerShapes } from '../network';
import { trainingBatch } from '../train/batch';
import { squaredErrors } from '../train/forward';
import { averagedWeights, beginning } from '../train/sections';
import { Trainer } from '../train/trainer';
import { seed } from './seed';

beforeAll(() => setBackend('wasm'));

const linear = makeSchedule('linear');
const digits = {
  pixels: Uint8Array.from({ length: 784 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.of(7),
};

describe('the network of the text', () => {
  it('has the expected parameters and 348 million multiply-adds', () => {
    const twice = (from: number, c: number): number => 9 * from * c + c + 9 * c * c + c;
    const convolutions =
      twice(2, 64) + twice(64, 128) + twice(128, 256) + twice(256 + 128, 128) + twice(128 + 64, 64) + 64 + 1;
    expect(countParameters(seed)).toBe(1000 * 64 + (64 * 784 + 784) + convolutions);
    const macs = (size: number, from: number, c: number): number => size ** 2 * 9 * (from * c + c * c);
    expect(countMacs(seed)).toBe(
      macs(28, 2, 64) +
        macs(14, 64, 128) +
        macs(7, 128, 256) +
        macs(14, 384, 128) +
        macs(28, 192, 64) +
        784 * 64,
    );
    expect(countMacs(seed) / 1e6).toBeCloseTo(348, 0);
    expect(['mid7.b', 'join14', 'join28', 'head'].map((id) => layerShapes(seed).get(id))).toEqual([
      [7, 7, 256],
      [14, 14, 384],
      [28, 28, 192],
      [28, 28, 1],
    ]);
  });

  it('has the initial weights of Keras', () => {
    const parameters = initialise(seed, key(0));
    const greatest = (name: string): number =>
      lookup(parameters, name).data.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
    expect(greatest('mid7.b.kernel')).toBeCloseTo(Math.sqrt(6 / (9 * 512)), 4);
    expect(greatest('time.kernel')).toBeCloseTo(Math.sqrt(6 / (64 + 784)), 3);
    expect(greatest('time.table')).toBeCloseTo(0.05, 4);
    expect(greatest('mid7.b.bias')).toBe(0);
    expect(greatest('time.bias')).toBe(0);
  });

  it('trains on pixels 0..1, without labels', () => {
    const { xt, target, labels, times } = trainingBatch(seed, linear, digits, key(2), 4);
    expect([...labels]).toEqual([0, 0, 0, 0]);
    times.forEach((t, i) => {
      const [signal, noise] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
      const p = i * 784 + 5;
      expect(xt[p]).toBeCloseTo((signal * digits.pixels[5]) / 255 + noise * target[p], 5);
    });
  });

  it('gives for an x_t of pixels -1..1 the output of training for the same picture, whatever the label', async () => {
    const before = memory().numTensors;
    const parameters = initialise(seed, key(3));
    const t = 300;
    // Here pixels -1..1 have a quarter of the signal-to-noise ratio that pixels 0..1 have at t.
    const signedSchedule = customSchedule([1 / (1 + snr(linear, t) / 4)]);
    const epsilon = fillGaussian(key(4), new Float32Array(784));
    const mixture = (x0: (p: number) => number, alphaBar: number): Float32Array =>
      epsilon.map((e, p) => Math.sqrt(alphaBar) * x0(p) + Math.sqrt(1 - alphaBar) * e);
    const u = (p: number): number => digits.pixels[p] / 255;
    const batch = {
      xt: mixture(u, linear.alphaBar[t]),
      target: epsilon,
      times: Int32Array.of(t),
      labels: Int32Array.of(7),
      epsilonShare: Float64Array.of(1),
    };
    const denoiser = createDenoiser(seed, { parameters });
    const [estimate, errors] = tidy((): [Tensor, Tensor] => {
      const xt = tensor4d(
        mixture((p) => 2 * u(p) - 1, signedSchedule.alphaBar[1]),
        [1, 28, 28, 1],
      );
      const tensors = new Map([...parameters].map(([name, p]) => [name, tensor(p.data, [...p.shape])]));
      return [
        denoiser.estimate(xt, signedSchedule, 1, [0], 0).as('epsilon'),
        squaredErrors(seed, tensors, batch, (_id, x) => x),
      ];
    });
    const values = await estimate.data();
    const error = epsilon.reduce((sum, e, p) => sum + (e - values[p]) ** 2, 0) / 784;
    expect(error).toBeGreaterThan(0.5);
    expect(error / (await errors.data())[0]).toBeCloseTo(1, 5);
    estimate.dispose();
    errors.dispose();
    denoiser.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('lowers its loss, and keeps the number of tensors', async () => {
    const before = memory().numTensors;
    const trainer = new Trainer(seed, beginning(seed, initialise(seed, key(0))));
    const batch = trainingBatch(seed, linear, digits, key(5), 2);
    const losses: number[] = [];
    for (let update = 1; update <= 6; update++) {
      const errors = trainer.update(batch, Float64Array.of(1, 1), 5e-4);
      losses.push(Float64Array.from(await errors.data()).reduce((a, b) => a + b));
      errors.dispose();
    }
    expect(losses[5]).toBeLessThan(0.9 * losses[0]);
    expect(averagedWeights(seed, await trainer.numbers()).size).toBe(3 + 2 * 11);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
