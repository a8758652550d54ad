import { engine as tfjs } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../../model/openBackend';
import { NETWORK_SHAPES, TRAINABLE_NAMES, type Milestone, type TrainConfig } from '../../protocol/train';
import type { SampleEvent, SampleRequest } from '../../protocol/jobs';
import { connect, type Engine } from '../../client/engine';
import { serve } from '../loop/serve';
import { drain } from '../loop/drain';
import { createSamplingJobs } from '../samplingJobs';
import { never, servePublic } from './shipped.test-helper';
import { train } from '../training/train';
import { planNetwork } from '../requests/validateTrain';

const config: TrainConfig = {
  network: 'tiny',
  seed: 3,
  batch: 4,
  learningRate: 0.005,
  output: 'v',
  weighting: 'v',
  schedule: 'cosine',
  average: 0.9,
  digits: 1000,
  label: 10,
};

let server: Awaited<ReturnType<typeof servePublic>>;
let engine: Engine;
let port: MessagePort;
let numbers: Float32Array;
let averaged: Float32Array;
let film: Milestone;

/** Trains ten updates on noise instead of digits. */
async function trainBriefly(): Promise<void> {
  const { capability } = await openBackend({ wanted: 'wasm' });
  const pixels = Uint8Array.from({ length: 64 * 196 }, (_, i) => (i * 37) % 256);
  const digits = { pixels, labels: Uint8Array.from({ length: 64 }, (_, i) => i % 10) };
  const request = { config, goal: 10, heldOut: 8, baseUrl: '' };
  const events = train(capability, request, { train: digits, heldOut: digits }, never);
  const { state } = await drain(events, (event) => {
    if (event.kind === 'milestone') ({ milestone: film, averaged } = event);
  });
  ({ numbers } = state);
}

beforeAll(async () => {
  await trainBriefly();
  server = await servePublic();
  const { port1, port2 } = new MessageChannel();
  port = port1;
  serve(port2, createSamplingJobs());
  engine = connect(port1);
  await engine.run('prepare', { backend: 'wasm', baseUrl: server.baseUrl });
}, 60_000);

afterAll(() => {
  port.close();
  server.close();
});

/** The request of the film's samples. */
const filmRequest = (network: string): SampleRequest => ({
  network,
  seed: config.seed,
  labels: Array.from({ length: 10 }, (_, i) => i),
  schedule: { name: 'cosine', T: 1000 },
  sampler: 'ddim',
  steps: 10,
  spacing: 'angle',
  eta: 0,
  guidance: 0,
  keep: 'all',
});

async function framesOf(network: string): Promise<number[]> {
  const frames: number[] = [];
  const onEvent = (event: SampleEvent): void => {
    if (event.kind === 'frames') frames.push(...event.xt);
  };
  await engine.run('sample', filmRequest(network), { onEvent });
  return frames;
}

const load = (name: string, weights = numbers) => engine.run('load', { name, config, numbers: weights });

describe('a trained network', () => {
  it('is described, and samples the same pixels as its training film', async () => {
    const { averaged: loaded, ...description } = await load('a');
    expect(description).toMatchObject({ size: 14, classes: 10, schedule: { name: 'cosine', T: 1000 } });
    expect(description.parameters).toBe(averaged.length);
    expect(loaded).toEqual(averaged);
    expect(await framesOf('a')).toEqual([...film.xt]);
  });

  it('is the same when it is loaded from its averaged weights', async () => {
    await load('b', averaged);
    expect(await framesOf('b')).toEqual([...film.xt]);
  });

  it('predicts at its own size', async () => {
    const { x0Hat } = await engine.run('predict', {
      network: 'a',
      xt: new Float32Array(196),
      t: 500,
      label: 10,
      schedule: { name: 'cosine', T: 1000 },
    });
    expect(x0Hat).toHaveLength(196);
  });

  it('is refused if its weights are not valid, and leaves no tensor', async () => {
    const before = tfjs().state.numTensors;
    const broken = numbers.slice();
    broken[7] = NaN;
    await expect(load('c', broken)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(load('c', numbers.subarray(1))).rejects.toMatchObject({ code: 'bad-request' });
    await expect(load('shipped')).rejects.toMatchObject({ code: 'bad-request' });
    // Finite, but too large to compute with.
    await expect(load('c', new Float32Array(averaged.length).fill(3e38))).rejects.toMatchObject({
      code: 'not-finite',
    });
    await expect(engine.run('sample', filmRequest('c'))).rejects.toMatchObject({
      code: 'bad-request',
      message: 'The engine has no network "c".',
    });
    expect(tfjs().state.numTensors).toBe(before);
  });

  it('is dropped for newer ones, but the shipped network never is', async () => {
    for (const name of ['c', 'd', 'e', 'f']) await load(name);
    const before = tfjs().state.numTensors;
    for (const name of ['c', 'd', 'e', 'f']) await load(name);
    expect(tfjs().state.numTensors).toBe(before);
    await expect(engine.run('sample', filmRequest('a'))).rejects.toMatchObject({ code: 'bad-request' });
    const { x0 } = await engine.run('sample', { ...filmRequest('shipped'), labels: [1], steps: 1 });
    expect(x0).toHaveLength(784);
  });

  it('is still there after the backend was started again', async () => {
    await load('a');
    await engine.run('prepare', { backend: 'wasm', baseUrl: server.baseUrl });
    expect(await framesOf('a')).toEqual([...film.xt]);
  });
});

describe('NETWORK_SHAPES', () => {
  it.each(TRAINABLE_NAMES)('has the size and classes of %s', (network) => {
    const digits = network === 'plane' ? 0 : config.digits;
    expect(planNetwork({ ...config, network, digits })).toMatchObject(NETWORK_SHAPES[network]);
  });
});
