import { readFile } from 'node:fs/promises';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { memory, setBackend, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { makeSchedule } from '../diffusion/schedule';
import { createDenoiser } from './denoiser';
import { lookup } from './lookup';
import { shipped } from './networks/shipped';
import manifest from './networks/shipped.weights.json';
import { readSafetensors } from './safetensors';
import { readWeights } from './weights';

const bytes = async (path: string): Promise<ArrayBuffer> => new Uint8Array(await readFile(path)).buffer;
const weights = readWeights(shipped, manifest, await bytes(`public/${manifest.file}`));
// Inputs and outputs of the network in PyTorch, where it was trained; stored by tools/pretrain.
const fixture = readSafetensors(await bytes('src/model/fixtures/shipped.safetensors'));
const data = (name: string): Float32Array | Int32Array => lookup(fixture.tensors, name).data;
const rows = Array.from(data('t'), (t, i) => ({ t, i, label: data('label')[i] }));

describe('the shipped network, compared with PyTorch', () => {
  it('has fixtures for the shipped weights', () => {
    expect(fixture.metadata.weights_sha256).toBe(manifest.sha256);
    expect(rows.length).toBeGreaterThanOrEqual(8);
    expect(new Set(rows.map(({ label }) => label))).toContain(10);
  });

  it.each([
    ['wasm', rows],
    ['cpu', rows.filter(({ i }) => i % 5 === 0)],
  ] as const)('agrees to 1e-4 on %s', async (backend, chosen) => {
    await setBackend(backend);
    const before = memory().numTensors;
    const denoiser = createDenoiser(shipped, weights);
    const linear = makeSchedule('linear');
    for (const { t, i, label } of chosen) {
      const row = (name: string): Float32Array => Float32Array.from(data(name).slice(i * 784, (i + 1) * 784));
      const [v, epsilon] = tidy(() => {
        const estimate = denoiser.estimate(tensor4d(row('xt'), [1, 28, 28, 1]), linear, t, [label], 0);
        return [estimate.as('v'), estimate.as('epsilon')];
      });
      for (const [tensor, expected] of [[v, row('v')] as const, [epsilon, row('epsilon')] as const]) {
        const values = await tensor.data();
        const error = expected.reduce((worst, value, k) => Math.max(worst, Math.abs(value - values[k])), 0);
        expect(error, `t = ${t}, label = ${label}`).toBeLessThan(1e-4);
        tensor.dispose();
      }
    }
    denoiser.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
