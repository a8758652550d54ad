import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tiny } from '../networks/tiny';
import { compile } from './compile';
import { lower } from './plan';
import { Refused } from './refused';

beforeAll(() => {
  vi.stubGlobal('GPUShaderStage', { COMPUTE: 4 });
  return () => vi.unstubAllGlobals();
});

/** A device that compiles what it is told to, when it is told to. */
function device(error: { message: string } | null = null) {
  const asked: { resolve: (pipeline: unknown) => void; reject: (reason: unknown) => void }[] = [];
  const made = {
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(error),
    createBindGroupLayout: () => ({}),
    createPipelineLayout: () => ({}),
    createShaderModule: ({ code }: { code: string }) => code,
    createComputePipelineAsync: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
  };
  return { device: made as unknown as GPUDevice, asked };
}

const plan = lower(tiny);
const codes = new Set([...plan.step, ...plan.renoise, plan.projection].map(({ code }) => code));

describe('compile', () => {
  it('asks for every shader once and at once, and is done when all are there', async () => {
    const { device: gpu, asked } = device();
    const { each, all } = compile(gpu, tiny);
    expect(asked).toHaveLength(codes.size);
    expect(each).toHaveLength(codes.size);
    asked.reverse().forEach(({ resolve }, i) => resolve(i));
    const { pipelines } = await all;
    expect([...pipelines.keys()]).toEqual([...codes]);
    expect([...pipelines.values()]).toEqual(Array.from(codes, (_, i) => codes.size - 1 - i));
  });

  it('asks a device once for what networks share, and again for what was refused', async () => {
    const { device: gpu, asked } = device();
    const first = compile(gpu, tiny);
    asked[2].reject(new Error('no such shader'));
    asked.forEach(({ resolve }) => resolve({}));
    await expect(first.all).rejects.toThrow('no such shader');
    const again = compile(gpu, tiny);
    expect(asked).toHaveLength(codes.size + 1);
    asked[codes.size].resolve({});
    await again.all;
    await compile(gpu, { ...tiny, output: 'epsilon' }).all;
    expect(asked).toHaveLength(codes.size + 1);
  });

  it('says what the device refuses', async () => {
    const { device: gpu, asked } = device({ message: 'too many bindings\nand more' });
    const { all } = compile(gpu, tiny);
    asked.forEach(({ resolve }) => resolve({}));
    await expect(all).rejects.toThrow(new Refused('too many bindings'));
  });

  it('fails with the first shader that does', async () => {
    const { device: gpu, asked } = device();
    const { all } = compile(gpu, tiny);
    asked[2].reject(new Error('no such shader'));
    await expect(all).rejects.toThrow('no such shader');
  });
});
