import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-wasm';
import { memory, profile, setBackend, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prediction } from '../diffusion/training/parameterization';
import { fillGaussian, key } from '../diffusion/random';
import { makeSchedule } from '../diffusion/schedule';
import { createDenoiser, type Denoiser } from './denoiser';
import { shipped } from './networks/shipped';
import { parseWeights } from './weights';

const linear = makeSchedule('linear');
const noise = fillGaussian(key(1), new Float32Array(2 * 784));
let denoiser: Denoiser;
let before: number;

beforeAll(async () => {
  await setBackend('wasm');
  before = memory().numTensors;
  const file = new Uint8Array(await readFile('public/models/shipped.safetensors'));
  denoiser = createDenoiser(shipped, parseWeights(shipped, file.buffer));
});

afterAll(() => {
  denoiser.dispose();
  expect(memory().numTensors).toBe(before);
});

async function estimate(
  kind: Prediction,
  labels: number[],
  w: number,
  schedule = linear,
  t = 500,
): Promise<Float32Array> {
  const result = tidy(() => {
    const xt = tensor4d(noise.slice(0, 784 * labels.length), [labels.length, 28, 28, 1]);
    return denoiser.estimate(xt, schedule, t, labels, w).as(kind);
  });
  const values = Float32Array.from(await result.data());
  result.dispose();
  return values;
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

describe('an estimate', () => {
  it('is consistent as epsilon and as x0: x_t is their mixture', async () => {
    const [epsilon, x0] = [await estimate('epsilon', [3], 0), await estimate('x0', [3], 0)];
    const mixed = x0.map(
      (x, i) => Math.sqrt(linear.alphaBar[500]) * x + Math.sqrt(linear.oneMinusAlphaBar[500]) * epsilon[i],
    );
    expect(distance(mixed, noise.subarray(0, 784))).toBeLessThan(1e-5);
  });

  it('mixes its branches as (1 + w) conditional - w unconditional', async () => {
    const w = 1.5;
    const [conditional, unconditional] = [
      await estimate('epsilon', [3], 0),
      await estimate('epsilon', [10], 0),
    ];
    const expected = conditional.map((c, i) => (1 + w) * c - w * unconditional[i]);
    expect(distance(conditional, unconditional)).toBeGreaterThan(0.01);
    expect(distance(await estimate('epsilon', [3], w), expected)).toBeLessThan(1e-4);
    expect(distance(await estimate('epsilon', [3], -1), unconditional)).toBeLessThan(1e-5);
  });

  it('evaluates both branches in one batch, and the second only if it matters', async () => {
    const batchOf = async (labels: number[], w: number): Promise<number> => {
      const xt: Tensor4D = tensor4d(noise.slice(0, 784 * labels.length), [labels.length, 28, 28, 1]);
      const { kernels } = await profile(() =>
        tidy(() => denoiser.estimate(xt, linear, 500, labels, w).as('v')).dispose(),
      );
      xt.dispose();
      const convolutions = kernels.filter(({ name }) => name === 'FusedConv2D');
      // 24 convolutions and 8 projections of the embedding, none of them twice.
      expect(convolutions).toHaveLength(32);
      return convolutions[0].outputShapes[0]?.[0] ?? 0;
    };
    expect(await batchOf([3, 10], 0)).toBe(2);
    expect(await batchOf([3, 10], 1)).toBe(4);
    expect(await batchOf([10, 10], 1)).toBe(2);
  });

  it('does not depend on its neighbours in the batch', async () => {
    const both = await estimate('v', [3, 7], 0);
    expect(distance(both.subarray(0, 784), await estimate('v', [3], 0))).toBe(0);
  });

  it('gives the network the timestep of equal noise, whatever the schedule', async () => {
    // With half as many steps, t = 250 of T = 500 is as noisy as t = 500 of 1000, to within half a step.
    const half = makeSchedule('linear', 500);
    const error = distance(await estimate('v', [3], 0, half, 250), await estimate('v', [3], 0));
    expect(error).toBeLessThan(0.05);
  });
});
