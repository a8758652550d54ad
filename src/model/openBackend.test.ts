import { getBackend, getKernel, memory, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openBackend } from './openBackend';
import { startTfjs } from './backends/onCpu';

afterEach(() => vi.unstubAllGlobals());

function stubAdapter(...answers: (Partial<GPUAdapterInfo> | null)[]): ReturnType<typeof vi.fn> {
  const requestAdapter = vi.fn(() => {
    const info = answers.length > 1 ? answers.shift() : answers[0];
    return Promise.resolve(info ? { info } : null);
  });
  vi.stubGlobal('navigator', { gpu: { requestAdapter } });
  return requestAdapter;
}

describe('openBackend', () => {
  it('chooses WebAssembly if there is neither WebGPU nor WebGL, and says why', async () => {
    const { capability } = await openBackend({});
    expect(capability).toMatchObject({ backend: 'wasm', device: 'SIMD, 1 thread', software: false });
    expect(capability.canaryMs).toBeGreaterThan(0);
    expect(capability.notes).toEqual([
      'WebGPU is not used: This browser offers no WebGPU here.',
      'WebGL is not used: This browser offers no WebGL 2 here.',
    ]);
  });

  it('starts tfjs on WebAssembly when its operations are asked for', async () => {
    await openBackend({ wanted: 'wasm' });
    expect(() => memory()).toThrow('No backend');
    await Promise.all([startTfjs(), startTfjs()]);
    expect(getBackend()).toBe('wasm');
    expect(memory().numTensors).toBe(0);
  });

  it('computes networks by tfjs where WebAssembly has no SIMD, and says so', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    const { capability } = await openBackend({ wanted: 'wasm' });
    vi.restoreAllMocks();
    expect(capability).toMatchObject({ backend: 'wasm', device: expect.stringMatching(/^tfjs/) as string });
    expect(capability.notes).toEqual(['tfjs computes the networks: WebAssembly has no SIMD here.']);
    expect(getBackend()).toBe('wasm');
  });

  it('chooses the backend that is wanted', async () => {
    const { capability } = await openBackend({ wanted: 'cpu' });
    expect(capability).toMatchObject({ backend: 'cpu', notes: [] });
  });

  it('tries the other backends if the one that is wanted cannot run', async () => {
    const { capability } = await openBackend({ wanted: 'webgl' });
    expect(capability.backend).toBe('wasm');
    expect(capability.notes[0]).toBe(
      'WebGL was asked for but is not used: This browser offers no WebGL 2 here.',
    );
  });

  it('asks again if the adapter is null at first', async () => {
    const requestAdapter = stubAdapter(null, null, { description: 'A GPU' });
    await openBackend({ wanted: 'wasm' });
    expect(requestAdapter).not.toHaveBeenCalled();
    await openBackend({});
    expect(requestAdapter).toHaveBeenCalledTimes(3);
  });

  it('gives up on an adapter that stays null', async () => {
    stubAdapter(null);
    const { capability } = await openBackend({});
    expect(capability.notes[0]).toContain('found no graphics adapter');
  });

  it.each<[Partial<GPUAdapterInfo>, string]>([
    [{ vendor: 'google', architecture: 'swiftshader' }, 'google swiftshader'],
    [{ vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' }, 'llvmpipe (LLVM 15.0.6, 256 bits)'],
    [{ vendor: 'acme', isFallbackAdapter: true }, 'acme'],
  ])('skips the software adapter %o', async (info, device) => {
    stubAdapter(info);
    const { capability } = await openBackend({});
    expect(capability.backend).toBe('wasm');
    expect(capability.notes[0]).toBe(`WebGPU is not used: It is computed in software here (${device}).`);
  });

  it('refuses a backend that computes wrong numbers', async () => {
    await openBackend({ wanted: 'cpu' });
    const kernel = getKernel('Sigmoid', 'cpu');
    unregisterKernel('Sigmoid', 'cpu');
    registerKernel({ ...kernel, kernelFunc: (args) => getKernel('Relu', 'cpu').kernelFunc(args) });
    try {
      const { capability } = await openBackend({ wanted: 'cpu' });
      expect(capability.backend).toBe('wasm');
      expect(capability.notes[0]).toContain('It computes wrong numbers');
    } finally {
      unregisterKernel('Sigmoid', 'cpu');
      registerKernel(kernel);
    }
  });
});
