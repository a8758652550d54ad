import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor1d, tensor4d, tidy, type Tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import { lookup } from '../lookup';
import { byBatch, byStatistics } from './batchNorm';
import { Statistics } from './statistics';

const CHANNELS = 5;
const COUNT = 6 * 7 * 7;
const x = fillGaussian(key(3), new Float32Array(COUNT * CHANNELS)).map((v, i) => 3 * v + (i % CHANNELS) - 7);
const gamma = Float32Array.of(0.5, 1, 2, -1, 0.1);
const beta = Float32Array.of(0, 1, -1, 3, 2);

/** In float64: mean and biased variance of channel c. */
function moments(c: number): { mean: number; variance: number } {
  const values = Float64Array.from({ length: COUNT }, (_, i) => x[i * CHANNELS + c]);
  const mean = values.reduce((a, b) => a + b) / COUNT;
  return { mean, variance: values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / COUNT };
}

const expected = (statistics: (c: number) => { mean: number; variance: number }): Float64Array => {
  const channels = Array.from({ length: CHANNELS }, (_, c) => statistics(c));
  return Float64Array.from(x, (v, i) => {
    const c = i % CHANNELS;
    return ((v - channels[c].mean) / Math.sqrt(channels[c].variance + 1e-5)) * gamma[c] + beta[c];
  });
};

const parameters = (): Map<string, Tensor> =>
  new Map([
    ['a.bn.scale', tensor1d(gamma)],
    ['a.bn.shift', tensor1d(beta)],
  ]);
const input = (): ReturnType<typeof tensor4d> => tensor4d(x, [6, 7, 7, CHANNELS]);

async function distance(result: Tensor, to: Float64Array): Promise<number> {
  const values = await result.data();
  result.dispose();
  return to.reduce((worst, v, i) => Math.max(worst, Math.abs(v - values[i])), 0);
}

beforeAll(() => setBackend('wasm'));

describe('batch normalisation', () => {
  it("by the batch's statistics agrees with float64, and reports them", async () => {
    const before = memory().numTensors;
    const observed = new Map<string, Tensor>();
    const y = tidy(() => byBatch(parameters(), observed)('a', input(), undefined, false));
    expect(await distance(y, expected(moments))).toBeLessThan(2e-5);
    const mean = await lookup(observed, 'a.bn.mean').data();
    const variance = await lookup(observed, 'a.bn.variance').data();
    for (let c = 0; c < CHANNELS; c++) {
      expect(mean[c]).toBeCloseTo(moments(c).mean, 5);
      // Unbiased, as PyTorch's running variance.
      expect(variance[c] / moments(c).variance).toBeCloseTo(COUNT / (COUNT - 1), 5);
    }
    observed.forEach((tensor) => tensor.dispose());
    expect(memory().numTensors).toBe(before);
  });

  it('by given statistics agrees with float64', async () => {
    const given = { mean: Float32Array.of(1, 2, 3, -4, -5), variance: Float32Array.of(0.1, 1, 2, 3, 40) };
    const y = tidy(() => {
      const statistics = new Map(Object.entries(given).map(([name, v]) => [`a.bn.${name}`, tensor1d(v)]));
      return byStatistics(parameters(), statistics)('a', input(), undefined, false);
    });
    const givenAt = (c: number): ReturnType<typeof moments> => ({
      mean: given.mean[c],
      variance: given.variance[c],
    });
    expect(await distance(y, expected(givenAt))).toBeLessThan(2e-5);
  });
});

describe('statistics', () => {
  it('move by a share towards the statistics of a batch', async () => {
    const before = memory().numTensors;
    const statistics = new Statistics(new Map([['m', tensor1d([1, -1])]]));
    const batch = new Map([['m', tensor1d([3, 1])]]);
    const copy = statistics.copy();
    statistics.update(batch, 0.25);
    expect(await lookup(statistics.values, 'm').data()).toEqual(Float32Array.of(1.5, -0.5));
    expect(await lookup(copy.values, 'm').data()).toEqual(Float32Array.of(1, -1));
    copy.dispose();
    batch.forEach((tensor) => tensor.dispose());
    statistics.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
