import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type Backend } from '../../model/openBackend';
import { startTfjs } from '../../model/backends/onCpu';
import type { Compiling } from '../../model/compiled/compile';
import { shipped } from '../../model/networks/shipped';
import manifest from '../../model/networks/shipped.weights.json';
import { readWeights, type Weights } from '../../model/weights';
import type { EventOf } from '../protocol/jobs';
import { openSession } from './backendSession';
import { drain } from './loop/drain';

let backend: Backend;
let weights: Weights;

beforeAll(async () => {
  backend = await openBackend({ wanted: 'wasm' });
  await startTfjs();
  const file = await readFile(`public/${manifest.file}`);
  weights = readWeights(shipped, manifest, new Uint8Array(file).buffer);
});

const never = new Promise(() => undefined);
const arrived = Promise.resolve();
const shaders = (...each: Promise<unknown>[]): Compiling => ({ each, all: new Promise(() => undefined) });

/** Opens a session, frees its networks, and gives the events. */
async function open(
  compiling: Compiling | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<EventOf<'prepare'>[]> {
  const events: EventOf<'prepare'>[] = [];
  const opening = openSession(backend.capability, backend.lost, weights, signal, compiling);
  const { networks } = await drain(opening, (event) => events.push(event));
  networks.clear();
  return events;
}

describe('openSession', () => {
  it('reports every shader that arrives before the network is evaluated, in any order', async () => {
    const last = arrived.then(() => arrived);
    const events = await open(shaders(last, arrived, arrived));
    expect(events).toEqual([1, 2, 3].map((done) => ({ kind: 'shaders', done, of: 3 })));
  });

  it('reports none where there are none', async () => {
    expect(await open(undefined)).toEqual([]);
  });

  it('waits for no shader longer than for the network, nor for one that is refused', async () => {
    const before = memory().numTensors;
    const events = await open(shaders(never, Promise.reject(new Error('refused')), arrived));
    expect(events).toEqual([{ kind: 'shaders', done: 1, of: 3 }]);
    expect(memory().numTensors).toBe(before);
  });

  it('ends when it is cancelled while shaders are being compiled', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(open(shaders(never), controller.signal)).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
