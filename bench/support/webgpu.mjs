// WebGPU in Node, by Dawn, and the shipped network on it.
import { create, globals } from 'webgpu';
import { shipped } from '../../src/model/networks/shipped.ts';
import { startCounting } from './gpuCounts.mjs';

/**
 * Makes Dawn the WebGPU of this process, and counts its commands. Call it before tfjs is loaded, which looks at navigator.
 * @param {string} [backend] null, vulkan, metal or d3d12; by default the one that Dawn prefers here
 */
export function provideWebGpu(backend) {
  Object.assign(globalThis, globals);
  startCounting();
  // Dawn rounds the device's clock to 0.1 ms, as browsers do, unless it is told not to.
  const flags = ['disable-dawn-features=timestamp_quantization', ...(backend ? [`backend=${backend}`] : [])];
  Object.defineProperty(globalThis, 'navigator', {
    value: { gpu: create(flags), userAgent: 'Node' },
    configurable: true,
  });
}

/** Starts tfjs on an adapter, with this app's kernels or with all of tfjs's own, and gives its device. */
export async function startTfjs(isNaive, adapter) {
  const { backend, setBackend } = await import('@tensorflow/tfjs-core');
  if (isNaive) await import('@tensorflow/tfjs-backend-webgpu');
  else await (await import('../../src/model/backends/webgpu.ts')).register(adapter);
  if (!(await setBackend('webgpu'))) throw new Error('tfjs does not start on this adapter.');
  return backend().device;
}

/**
 * The shipped network compiled for a device, without its start-up test, which an adapter that computes nothing would fail.
 * @param variantOf how each convolution is shared out among threads; by default as the app chooses
 */
export async function compiledOn(device, weights, variantOf) {
  const { compile } = await import('../../src/model/compiled/compile.ts');
  const { gpuNetwork } = await import('../../src/model/compiled/run.ts');
  const usage = globalThis.GPUBufferUsage.STORAGE | globalThis.GPUBufferUsage.COPY_DST;
  const buffers = new Map(
    [...weights.parameters].map(([name, { data }]) => {
      const buffer = device.createBuffer({ size: data.byteLength, usage });
      device.queue.writeBuffer(buffer, 0, data);
      return [name, buffer];
    }),
  );
  const shaders = await compile(device, shipped, variantOf).all;
  const parameter = (name) => ({ buffer: buffers.get(name) });
  return gpuNetwork({ ...shaders, weights: weights.parameters, parameter });
}

/** A request for DDPM samples of the shipped network, of the ten classes in turn. */
export const ddpmRequest = (samples, guidance = 1) => ({
  network: 'shipped',
  seed: 1,
  labels: Array.from({ length: samples }, (_, i) => i % 10),
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddpm',
  steps: 1000,
  eta: 1,
  guidance,
  keep: 'last',
});
