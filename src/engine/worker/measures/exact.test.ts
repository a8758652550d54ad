import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  logLikelihood,
  posteriorMean,
  posteriorWeights,
  squaredDistance,
  type Points,
} from '../../../diffusion/exact';
import { addNoise } from '../../../diffusion/forward';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { fillGaussian, fold, key, uniform } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { openBackend } from '../../../model/openBackend';
import { startTfjs } from '../../../model/backends/onCpu';
import { createExactDenoiser, type ExactDenoiser } from '../../../model/exactDenoiser';
import type { ExactLossEvent, ExactLossRequest } from '../../protocol/exact';
import { exact, exactNearest } from './exact';
import { exactLoss } from './exactLoss';
import { drain } from '../loop/drain';
import { sample } from '../sampling/sample';
import { never } from '../networks/shipped.test-helper';

type Loss = Extract<ExactLossEvent, { kind: 'loss' }>;

const schedule = { name: 'linear', T: 1000 } as const;
const linear = makeSchedule('linear');
const SIDE = 4;

/** Sixteen pictures of 4 x 4, of two classes. */
const pictures = (seed: number): Points => ({
  bytes: Uint8Array.from({ length: 16 * SIDE * SIDE }, (_, i) => 256 * uniform(key(seed), i)),
  labels: Uint8Array.from({ length: 16 }, (_, i) => i % 2),
});
const points = pictures(1);
const request: ExactLossRequest = {
  exact: 'exact.16.4',
  network: 'other',
  split: 'train',
  seed: 2,
  count: 16,
  told: false,
  label: 10,
  schedule,
  times: [1, 100, 300, 500, 700, 1000],
  baseUrl: '',
};
let exactDenoiser: ExactDenoiser;
/** An exact denoiser of other pictures, as a network that was trained on something else. */
let other: ExactDenoiser;
let before: number;

beforeAll(async () => {
  await openBackend({ wanted: 'wasm' });
  await startTfjs();
  exactDenoiser = createExactDenoiser(points, SIDE);
  other = createExactDenoiser(pictures(7), SIDE);
  before = memory().numTensors;
});

afterAll(() => {
  expect(memory().numTensors).toBe(before);
  [exactDenoiser, other].forEach((denoiser) => denoiser.dispose());
});

/** The last event of each t. */
async function lossesOf(change: Partial<ExactLossRequest>): Promise<Loss[]> {
  const last = new Map<number, Loss>();
  for await (const event of exactLoss(
    exactDenoiser,
    other,
    'wasm',
    { ...request, ...change },
    new Map(),
    never,
  ))
    if (event.kind === 'loss') last.set(event.t, event);
  return [...last.values()];
}

describe('the job exact', () => {
  it('gives the mean, the digits with the largest weights and their effective number', async () => {
    const xt = fillGaussian(key(4), new Float32Array(SIDE * SIDE));
    const run = exact(exactDenoiser, { network: '', xt, t: 800, label: 10, schedule }, never);
    const { value } = await run.next();
    const weights = posteriorWeights(points, xt, linear, 800, 10);
    const mean = posteriorMean(points, weights);
    value.x0Hat.forEach((pixel, i) => expect(pixel).toBeCloseTo(mean[i], 5));
    const order = [...weights.keys()].sort((a, b) => weights[b] - weights[a]).slice(0, 5);
    expect(value.neighbours.map(({ index }) => index)).toEqual(order);
    expect(value.neighbours[0].weight).toBeCloseTo(weights[order[0]], 5);
    expect(value.neighbours[0].label).toBe(points.labels[order[0]]);
    expect(value.effective).toBeGreaterThan(10);
  });

  it.each([10, 1])('also ranks digits whose weight is 0, for the label %i', async (label) => {
    const t = 50;
    const pixels = SIDE * SIDE;
    const signal = Math.sqrt(linear.alphaBar[t]);
    const gaps: number[] = [];
    for (let digit = 1; digit < 16; digit += 2) {
      const x0 = fromBytes(points.bytes.subarray(digit * pixels, (digit + 1) * pixels));
      const epsilon = fillGaussian(key(digit), new Float32Array(pixels));
      const xt = addNoise(linear, t, x0, epsilon, new Float32Array(pixels));
      const { value } = await exact(exactDenoiser, { network: '', xt, t, label, schedule }, never).next();
      const powers = Array.from(points.labels, (_, i) =>
        logLikelihood(squaredDistance(xt, points.bytes, i, signal), linear, t),
      );
      const order = [...powers.keys()]
        .filter((i) => label === 10 || points.labels[i] === label)
        .sort((a, b) => powers[b] - powers[a]);
      expect.soft(value.neighbours.map(({ index }) => index)).toEqual(order.slice(0, 5));
      gaps.push(powers[order[0]] - powers[order[1]]);
    }
    expect(Math.max(...gaps)).toBeGreaterThan(100);
  });

  it('refuses an invalid request', async () => {
    const xt = new Float32Array(SIDE * SIDE);
    const bad = exact(exactDenoiser, { network: '', xt, t: 0, label: 10, schedule }, never);
    await expect(bad.next()).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('exactLoss', () => {
  it('is least for the exact denoiser on its own digits, with classes and without', async () => {
    const unconditional = await lossesOf({});
    const conditional = await lossesOf({ told: true });
    expect(unconditional.map(({ t }) => t)).toEqual(request.times);
    expect(unconditional[0].exact.mean).toBeLessThan(1e-6);
    unconditional.forEach(({ exact: floor, network, count, t }, i) => {
      expect(count).toBe(16);
      expect.soft(floor.mean, `t = ${t}`).toBeLessThan(network.mean);
      expect.soft(conditional[i].exact.mean).toBeLessThan(floor.mean + 0.02);
    });
    // As a loss of x_0 it rises with t, up to the variance of the pictures.
    const x0 = unconditional.map(
      ({ exact: { mean }, t }) => (mean * linear.oneMinusAlphaBar[t]) / linear.alphaBar[t],
    );
    x0.forEach((loss, i) => i > 0 && expect.soft(loss).toBeGreaterThan(x0[i - 1] - 0.005));
    expect(x0.at(-1)).toBeCloseTo(1 / 3, 1);
  });

  it('measures one class if that is requested, and reports its progress', async () => {
    const losses = await lossesOf({ label: 1, told: true, count: 6 });
    expect(losses.at(-1)).toMatchObject({ count: 6, done: 36, total: 36, secondsLeft: 0 });
    const again = await lossesOf({ label: 1, told: true, count: 6 });
    expect(again.map(({ exact: { mean } }) => mean)).toEqual(losses.map(({ exact: { mean } }) => mean));
  });

  it('refuses an invalid request, and stops when it is cancelled', async () => {
    const bad = exactLoss(exactDenoiser, other, 'wasm', { ...request, times: [0] }, new Map(), never);
    await expect(bad.next()).rejects.toMatchObject({ code: 'bad-request' });
    const stop = new AbortController();
    const run = exactLoss(exactDenoiser, other, 'wasm', request, new Map(), stop.signal);
    await run.next();
    stop.abort(new Error('stopped'));
    await expect(run.next()).rejects.toThrow('stopped');
  });
});

describe('sampling with the exact denoiser', () => {
  it('returns the pictures of its data set', async () => {
    const run = sample(
      { denoiser: exactDenoiser, capability: { backend: 'wasm', software: false } },
      {
        network: 'exact.16.4',
        seed: 3,
        labels: [10, 10, 1],
        schedule,
        sampler: 'ddim',
        steps: 60,
        eta: 0,
        guidance: 0,
        keep: 'last',
      },
      never,
    );
    const { x0 } = await drain(run);
    const { value } = await exactNearest(exactDenoiser, { network: '', pictures: x0 }, never).next();
    for (const { distance } of value.nearest) expect(distance).toBeLessThan(1e-3);
    expect(value.nearest[2].label).toBe(1);
    // Unrelated pictures are far away.
    const noise = fillGaussian(fold(key(0), 1), new Float32Array(SIDE * SIDE));
    const far = await exactNearest(exactDenoiser, { network: '', pictures: noise }, never).next();
    expect(far.value.nearest[0].distance).toBeGreaterThan(1);
  });
});
