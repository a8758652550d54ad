import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBackend } from '../../model/backend';
import { NETWORK_SHAPES, TRAINABLE_NAMES, type Milestone, type TrainConfig } from '../protocol/train';
import type { SampleEvent, SampleRequest } from '../protocol/jobs';
import { connect, type Engine } from '../client/engine';
import { serve, type Handlers } from './serve';
import { createSamplingJobs } from './samplingJobs';
import { train } from './train';
import { planNetwork } from './validateTrain';

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

let server: Server;
let engine: Engine;
let port: MessagePort;
let baseUrl: string;
let numbers: Float32Array;
let averaged: Float32Array;
let film: Milestone;

/** Ten updates on noise in place of digits. */
async function trained(): Promise<void> {
  const { capability } = await openBackend({ wanted: 'wasm' });
  const pixels = Uint8Array.from({ length: 64 * 196 }, (_, i) => (i * 37) % 256);
  const digits = { pixels, labels: Uint8Array.from({ length: 64 }, (_, i) => i % 10) };
  const request = { config, goal: 10, heldOut: 8, baseUrl: '' };
  const events = train(capability, request, { train: digits, heldOut: digits }, new AbortController().signal);
  for (;;) {
    const { done, value } = await events.next();
    if (done) {
      numbers = value.state.numbers;
      return;
    }
    if (value.kind === 'milestone') ({ milestone: film, averaged } = value);
  }
}

beforeAll(async () => {
  await trained();
  server = createServer((message, response) => {
    readFile(`public${message.url ?? ''}`).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  }).listen(0);
  await new Promise((resolve) => server.once('listening', resolve));
  baseUrl = `http://localhost:${(server.address() as AddressInfo).port}/`;
  const { port1, port2 } = new MessageChannel();
  port = port1;
  serve(port2, createSamplingJobs() as Handlers);
  engine = connect(port1);
  await engine.run('prepare', { backend: 'wasm', baseUrl });
}, 60_000);

afterAll(() => {
  port.close();
  server.closeAllConnections();
  server.close();
});

/** What the film's samples were asked of. */
const filmed = (network: string): SampleRequest => ({
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
  await engine.run('sample', filmed(network), { onEvent });
  return frames;
}

const load = (name: string, from = numbers) => engine.run('load', { name, config, numbers: from });

describe('a trained network', () => {
  it('is described, and samples the very pixels of its training film', async () => {
    const { averaged: alone, ...described } = await load('a');
    expect(described).toMatchObject({ size: 14, classes: 10, schedule: { name: 'cosine', T: 1000 } });
    expect(described.parameters).toBe(averaged.length);
    expect(alone).toEqual(averaged);
    expect(await framesOf('a')).toEqual([...film.xt]);
  });

  it('is the same from its averaged weights alone', async () => {
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

  it('is refused where its weights are not sound, and leaves no tensor', async () => {
    const before = memory().numTensors;
    const broken = numbers.slice();
    broken[7] = NaN;
    await expect(load('c', broken)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(load('c', numbers.subarray(1))).rejects.toMatchObject({ code: 'bad-request' });
    await expect(load('shipped')).rejects.toMatchObject({ code: 'bad-request' });
    // Finite, and too large to compute with.
    await expect(load('c', new Float32Array(averaged.length).fill(3e38))).rejects.toMatchObject({
      code: 'not-finite',
    });
    await expect(engine.run('sample', filmed('c'))).rejects.toMatchObject({
      code: 'bad-request',
      message: 'The engine has no network "c".',
    });
    expect(memory().numTensors).toBe(before);
  });

  it('gives way to newer ones, but the shipped network never does', async () => {
    for (const name of ['c', 'd', 'e', 'f']) await load(name);
    const before = memory().numTensors;
    for (const name of ['c', 'd', 'e', 'f']) await load(name);
    expect(memory().numTensors).toBe(before);
    await expect(engine.run('sample', filmed('a'))).rejects.toMatchObject({ code: 'bad-request' });
    const { x0 } = await engine.run('sample', { ...filmed('shipped'), labels: [1], steps: 1 });
    expect(x0).toHaveLength(784);
  });

  it('is still there on a backend that is started anew', async () => {
    await load('a');
    await engine.run('prepare', { backend: 'wasm', baseUrl });
    expect(await framesOf('a')).toEqual([...film.xt]);
  });
});

describe('NETWORK_SHAPES', () => {
  it.each(TRAINABLE_NAMES)('says size and classes of %s', (network) => {
    expect(planNetwork({ ...config, network })).toMatchObject(NETWORK_SHAPES[network]);
  });
});
