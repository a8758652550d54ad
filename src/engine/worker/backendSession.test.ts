import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBackend, type Backend } from '../../model/backend';
import type { Compiling } from '../../model/compiled/compile';
import { shipped } from '../../model/networks/shipped';
import manifest from '../../model/networks/shipped.weights.json';
import { readWeights, type Weights } from '../../model/weights';
import type { EventOf } from '../protocol/jobs';
import { openSession, type BackendSession } from './backendSession';

let backend: Backend;
let weights: Weights;

beforeAll(async () => {
  backend = await openBackend({ wanted: 'wasm' });
  const file = await readFile(`public/${manifest.file}`);
  weights = readWeights(shipped, manifest, new Uint8Array(file).buffer);
});

const never = new Promise(() => undefined);
const arrived = Promise.resolve();
const shaders = (...each: Promise<unknown>[]): Compiling => ({ each, all: new Promise(() => undefined) });

async function begun(
  compiling: Compiling | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ events: EventOf<'prepare'>[]; session: BackendSession }> {
  const starting = openSession(backend.capability, backend.lost, weights, signal, compiling);
  const events = [];
  for (;;) {
    const { done, value } = await starting.next();
    if (done) return { events, session: value };
    events.push(value);
  }
}

describe('the beginning of a session', () => {
  it('tells of every shader that is there before the network is evaluated, in whatever order they come', async () => {
    const last = arrived.then(() => arrived);
    const { events, session } = await begun(shaders(last, arrived, arrived));
    session.shelf.clear();
    expect(events).toEqual([1, 2, 3].map((done) => ({ kind: 'shaders', done, of: 3 })));
  });

  it('tells of none where there are none', async () => {
    const { events, session } = await begun(undefined);
    session.shelf.clear();
    expect(events).toEqual([]);
  });

  it('waits for no shader longer than for the network, and not for one that is refused', async () => {
    const before = memory().numTensors;
    const { events, session } = await begun(shaders(never, Promise.reject(new Error('refused')), arrived));
    session.shelf.clear();
    expect(events).toEqual([{ kind: 'shaders', done: 1, of: 3 }]);
    expect(memory().numTensors).toBe(before);
  });

  it('ends when it is cancelled while shaders are on their way', async () => {
    const before = memory().numTensors;
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(begun(shaders(never), controller.signal)).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
