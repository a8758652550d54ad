import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tiny } from '../networks/tiny';
import { compile } from './compile';
import { lower } from './plan';
import { Refused } from './refused';

beforeAll(() => {
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 4 });
  return () => vi.unstubAllGlobals();
});

/** A device whose compilations the test resolves or rejects. */
function device(error: { message: string } | null = null) {
  const requests: { resolve: (pipeline: unknown) => void; reject: (reason: unknown) => void }[] = [];
  const fake = {
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(error),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createShaderModule: ({ code }: { code: string }) => code,
    createComputePipelineAsync: () => new Promise((resolve, reject) => requests.push({ resolve, reject })),
  };
  return { device: fake as unknown as GPUDevice, requests };
}

const plan = lower(tiny);
const codes = new Set([...plan.step, ...plan.renoise, plan.projection].map(({ code }) => code));

describe('compile', () => {
  it('compiles every shader once, all in parallel, and is done when all are there', async () => {
    const { device: gpu, requests } = device();
    const { each, all } = compile(gpu, tiny);
    expect(requests).toHaveLength(codes.size);
    expect(each).toHaveLength(codes.size);
    requests.reverse().forEach(({ resolve }, i) => resolve(i));
    const { pipelines } = await all;
    expect([...pipelines.keys()]).toEqual([...codes]);
    expect([...pipelines.values()]).toEqual(Array.from(codes, (_, i) => codes.size - 1 - i));
  });

  it('compiles what networks share once for each device, and a refused shader again', async () => {
    const { device: gpu, requests } = device();
    const first = compile(gpu, tiny);
    requests[2].reject(new Error('no such shader'));
    requests.forEach(({ resolve }) => resolve({}));
    await expect(first.all).rejects.toThrow('no such shader');
    const again = compile(gpu, tiny);
    expect(requests).toHaveLength(codes.size + 1);
    requests[codes.size].resolve({});
    await again.all;
    await compile(gpu, { ...tiny, output: 'epsilon' }).all;
    expect(requests).toHaveLength(codes.size + 1);
  });

  it('reports what the device refuses', async () => {
    const { device: gpu, requests } = device({ message: 'too many bindings\nand more' });
    const { all } = compile(gpu, tiny);
    requests.forEach(({ resolve }) => resolve({}));
    await expect(all).rejects.toThrow(new Refused('too many bindings'));
  });

  it('fails with the first shader that fails', async () => {
    const { device: gpu, requests } = device();
    const { all } = compile(gpu, tiny);
    requests[2].reject(new Error('no such shader'));
    await expect(all).rejects.toThrow('no such shader');
  });
});
