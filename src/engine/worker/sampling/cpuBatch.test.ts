import '@tensorflow/tfjs-backend-wasm';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../../../diffusion/random';
import { cpuNetwork } from '../../../model/cpu/run';
import { createDenoiser, type Denoiser } from '../../../model/denoiser';
import { plane } from '../../../model/networks/plane';
import { tiny } from '../../../model/networks/tiny';
import { someWeights } from '../../../model/someWeights.test-helper';
import type { SampleRequest } from '../../protocol/jobs';
import { never } from '../networks/shipped.test-helper';
import { planSample } from '../requests/validate';
import { CompiledBatch } from './compiledBatch';
import { TensorBatch } from './tensorBatch';

const PIXELS = tiny.size ** 2;
const parameters = someWeights(tiny);
const compiled = cpuNetwork(tiny, parameters);
let denoiser: Denoiser;

beforeAll(async () => {
  await setBackend('wasm');
  denoiser = createDenoiser(tiny, { parameters });
});

const request: SampleRequest = {
  network: 'tiny',
  seed: 5,
  labels: [3, 7, 10],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddpm',
  steps: 12,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const pictures = fillGaussian(key(8), new Float32Array(3 * PIXELS)).map((x) => Math.max(-1, Math.min(1, x)));
const before = fillGaussian(key(9), new Float32Array(3 * PIXELS)).map((x) => Math.max(-1, Math.min(1, x)));
const midway = { sampler: 'dpmpp-2m', start: { pictures, t: 500, done: 6, before } } as const;
const masks = Uint8Array.from({ length: 3 * PIXELS }, (_, i) => Number(i % 14 < 7));

describe('a batch on the CPU', () => {
  it.each<[string, Partial<SampleRequest>]>([
    ['DDPM', {}],
    ['DDIM with guidance', { sampler: 'ddim', eta: 0.5, guidance: 1.5 }],
    ['Heun', { sampler: 'heun' }],
    ['Heun with guidance', { sampler: 'heun', guidance: 1.5, every: 2 }],
    ['DPM-Solver++ (2M)', { sampler: 'dpmpp-2m' }],
    ['DPM-Solver++ (2M) with guidance, from its middle', { ...midway, guidance: 1.5 }],
    ['a seed a sample', { seeds: [9, 8, 7] }],
    ['every third state', { every: 3 }],
    ['a start of its own', { start: { pictures, t: 600 } }],
    ['inpainting with resamplings', { known: { pictures, masks }, resamplings: 3 }],
    ['inversion', { sampler: 'ddim', invertTo: 800, start: { pictures, t: 0 } }],
  ])('takes the steps of a batch of tfjs: %s', async (_, change) => {
    const changed = { ...request, ...change };
    const plan = planSample(tiny, changed);
    const range = { first: 1, count: 2 };
    const batches = [
      new CompiledBatch(compiled, changed, plan, range, plan.operations.length),
      new TensorBatch(denoiser, changed, plan, range),
    ];
    plan.operations.forEach((_operation, i) => batches.forEach((batch) => batch.step(i)));
    const [ours, theirs] = await Promise.all(
      batches.map(async (batch) => {
        const { xt, x0Hat } = await batch.readKept(never);
        return [...xt, ...x0Hat, await batch.readState(never)];
      }),
    );
    expect(ours).toHaveLength(theirs.length);
    ours.forEach((state, i) => {
      const error = state.reduce((worst, x, p) => Math.max(worst, Math.abs(x - theirs[i][p])), 0);
      expect(error, `state ${i}`).toBeLessThan(2e-5);
    });
    batches.forEach((batch) => batch.dispose());
  });
});

it.each(['ddpm', 'heun', 'dpmpp-2m'] as const)(
  'takes points as tfjs does by %s, unclipped',
  async (sampler) => {
    const weights = someWeights(plane);
    const ofPoints = createDenoiser(plane, { parameters: weights });
    const changed = { ...request, labels: [0, 0, 0, 0, 0], sampler };
    const plan = planSample(plane, changed);
    const range = { first: 0, count: 5 };
    const batches = [
      new CompiledBatch(cpuNetwork(plane, weights), changed, plan, range, plan.operations.length),
      new TensorBatch(ofPoints, changed, plan, range),
    ];
    plan.operations.forEach((_operation, i) => batches.forEach((batch) => batch.step(i)));
    const [ours, theirs] = await Promise.all(batches.map((batch) => batch.readKept(never)));
    for (const of of ['xt', 'x0Hat'] as const)
      ours[of].forEach((state, i) => {
        const most = state.reduce((greatest, x) => Math.max(greatest, Math.abs(x)), 1);
        expect(state).toHaveLength(10);
        state.forEach((x, p) => expect(Math.abs(x - theirs[of][i][p])).toBeLessThan(1e-4 * most));
      });
    expect(ours.x0Hat.some((state) => state.some((x) => Math.abs(x) > 1))).toBe(true);
    batches.forEach((batch) => batch.dispose());
    ofPoints.dispose();
  },
);

it.each(['heun', 'dpmpp-2m'] as const)(
  'tfjs goes on with %s from a state that was read, half a step too',
  async (sampler) => {
    const changed = { ...request, sampler, keep: 'last' } as const;
    const plan = planSample(tiny, changed);
    const range = { first: 0, count: 3 };
    const ours = new CompiledBatch(compiled, changed, plan, range, 1);
    for (const i of [0, 1, 2]) ours.step(i);
    await ours.readState(never);
    const theirs = new TensorBatch(denoiser, changed, plan, range, ours.lastRead);
    for (let i = 3; i < plan.operations.length; i++) [ours, theirs].forEach((batch) => batch.step(i));
    const [a, b] = await Promise.all([ours, theirs].map((batch) => batch.readState(never)));
    expect(a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - b[i])), 0)).toBeLessThan(2e-5);
    [ours, theirs].forEach((batch) => batch.dispose());
  },
);
