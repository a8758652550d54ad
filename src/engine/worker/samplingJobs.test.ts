import { engine as tfjs, memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTfjs } from '../../model/backends/onCpu';
import { connect, type Engine } from '../client/engine';
import type { PrepareEvent, SampleEvent, SampleRequest } from '../protocol/jobs';
import type { ScoreRequest } from '../protocol/score';
import { serve } from './loop/serve';
import { createSamplingJobs } from './samplingJobs';
import { servePublic } from './networks/shipped.test-helper';

const request: SampleRequest = {
  network: 'shipped',
  seed: 1,
  labels: [2],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 3,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const long: SampleRequest = { ...request, sampler: 'ddpm', steps: 1000 };

let server: Awaited<ReturnType<typeof servePublic>>;
const ports: MessagePort[] = [];

beforeAll(async () => {
  server = await servePublic();
});

afterAll(() => {
  ports.forEach((port) => port.close());
  server.close();
});

function newEngine(): Engine {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serve(port2, createSamplingJobs());
  return connect(port1);
}

describe('the sampling jobs behind a port', () => {
  const engine = newEngine();

  it('are refused before a backend is prepared', async () => {
    await expect(engine.run('sample', request)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('report that the network is missing, and can be prepared later', async () => {
    const failure = engine.run('prepare', { backend: 'wasm', baseUrl: `${server.baseUrl}nowhere/` });
    await expect(failure).rejects.toMatchObject({ code: 'weights-missing' });
  });

  it('prepare a backend: phases, bytes, capability and network', async () => {
    const events: PrepareEvent[] = [];
    const { capability, network } = await engine.run(
      'prepare',
      { baseUrl: server.baseUrl },
      { onEvent: (event) => events.push(event) },
    );
    expect(capability).toMatchObject({ backend: 'wasm', software: false });
    expect(structuredClone(capability)).toEqual(capability);
    expect(network).toMatchObject({
      name: 'shipped',
      size: 28,
      parameters: 938_593,
      metadata: { output: 'v' },
    });
    const phases = events.flatMap((event) => (event.kind === 'phase' ? event.phase : []));
    expect(phases).toEqual(['probing', 'downloading', 'probing', 'compiling', 'ready']);
    const bytes = events.flatMap((event) => (event.kind === 'download' ? event.loaded : []));
    expect(bytes.at(-1)).toBe(network.bytes);
  });

  it('start tfjs on WebAssembly only for what is not a network', async () => {
    await engine.run('sample', request);
    expect(Object.keys(tfjs().registryFactory)).toEqual([]);
    await startTfjs();
    expect(Object.keys(tfjs().registryFactory)).toEqual(['wasm']);
  });

  it('sample and predict at the same time', async () => {
    const frames: SampleEvent[] = [];
    const [samples, prediction] = await Promise.all([
      engine.run('sample', request, { onEvent: (event) => event.kind === 'frames' && frames.push(event) }),
      engine.run('predict', {
        network: 'shipped',
        xt: new Float32Array(784),
        t: 9,
        label: 10,
        schedule: request.schedule,
      }),
    ]);
    expect([...samples.times]).toEqual([1000, 501, 1, 0]);
    expect(frames.at(-1)).toMatchObject({ index: 3 });
    expect(prediction.epsilonHat).toHaveLength(784);
  });

  it('score pictures with maps, and can be cancelled', async () => {
    const scoreRequest: ScoreRequest = {
      network: 'shipped',
      seed: 0,
      pictures: new Float32Array(2 * 784).fill(-1),
      labels: [10, 3],
      schedule: { name: 'linear', T: 1000 },
      score: 'reconstruction',
      steps: 2,
      times: [300],
      draws: 1,
      maps: true,
    };
    const { scores, maps } = await engine.run('score', scoreRequest);
    expect(scores).toHaveLength(2);
    expect(maps?.squared).toHaveLength(2 * 784);
    const tensors = memory().numTensors;
    const controller = new AbortController();
    const scoring = engine.run(
      'score',
      { ...scoreRequest, draws: 64, steps: 100 },
      { signal: controller.signal },
    );
    setTimeout(() => controller.abort(), 100);
    await expect(scoring).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => memory().numTensors).toBe(tensors);
  });

  it('cancel a run within half a second, and leave no tensor', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    const run = engine.run('sample', long, {
      signal: controller.signal,
      onEvent: (event) => event.kind === 'progress' && event.step > 5 && controller.abort(),
    });
    await expect(run).rejects.toMatchObject({ code: 'cancelled' });
    const started = performance.now();
    // The next job is answered as soon as the worker gets to it.
    await engine.run('sample', { ...request, steps: 1 });
    expect(performance.now() - started).toBeLessThan(500);
    expect(memory().numTensors).toBe(before);
  });

  it('keep the digits of an exact denoiser until that is cancelled, and free them', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    const ready = new Promise<number>((resolve, reject) => {
      engine
        .run(
          'exactDigits',
          { digits: 300, size: 28, baseUrl: server.baseUrl },
          {
            signal: controller.signal,
            onEvent: (event) => event.kind === 'ready' && resolve(event.bytes),
          },
        )
        .catch(reject);
    });
    expect(await ready).toBe(4 * 300 * (784 + 11));
    expect(memory().numTensors).toBeGreaterThan(before);
    const network = 'exact.300.28';
    const { x0 } = await engine.run('sample', { ...request, network, steps: 10 });
    const { nearest } = await engine.run('exactNearest', { network, pictures: x0 });
    expect(nearest[0].label).toBe(2);
    const lossRequest = { exact: network, network: 'shipped', split: 'train', seed: 0, count: 8 } as const;
    const { schedule } = request;
    const losses = {
      ...lossRequest,
      told: true,
      label: 10,
      schedule,
      times: [1, 900],
      baseUrl: server.baseUrl,
    };
    expect((await engine.run('exactLoss', losses)).seconds).toBeGreaterThan(0);
    controller.abort();
    // The next job is answered as soon as the worker gets to it.
    await engine.run('sample', { ...request, steps: 1 });
    expect(memory().numTensors).toBe(before);
    await expect(engine.run('exactNearest', { network, pictures: x0 })).rejects.toMatchObject({
      code: 'bad-request',
    });
  });

  it('end when the engine is prepared again; nothing is downloaded twice', async () => {
    const before = memory().numTensors;
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    const ended = expect(engine.run('sample', long, { onEvent: () => started() })).rejects.toMatchObject({
      code: 'cancelled',
      message: 'The engine was started again.',
    });
    await running;
    const events: PrepareEvent[] = [];
    const { capability } = await engine.run(
      'prepare',
      { backend: 'cpu', baseUrl: server.baseUrl },
      { onEvent: (event) => events.push(event) },
    );
    await ended;
    expect(capability.backend).toBe('cpu');
    expect(events.some((event) => event.kind === 'download')).toBe(false);
    const { backend } = await engine.run('sample', { ...request, steps: 1 });
    expect(backend).toBe('cpu');
    // Those of the network on the new backend; the other one had none.
    expect(memory().numTensors).toBe(before + 71);
  });
});
