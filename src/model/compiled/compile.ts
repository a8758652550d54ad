import type { CompiledNetwork } from '../compiledNetwork';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { lower, type Dispatch, type Plan } from './plan';
import { collectRefusals } from './refused';
import type { Convolved, Variant } from './tiling';
import { variantsOn } from './variants';

/** A network as pipelines on a device. */
export interface Shaders {
  readonly device: GPUDevice;
  readonly plan: Plan;
  /** Shared by the dispatches that have the same code. */
  readonly pipelines: ReadonlyMap<string, GPUComputePipeline>;
}

/** Shaders that are being compiled. */
export interface Compiling {
  /** Each by itself; they may arrive in any order. */
  readonly each: readonly Promise<unknown>[];
  /** All of them; rejects with Refused if the device refuses one. */
  readonly all: Promise<Shaders>;
}

/** A network on a GPU, with the buffers that hold its parameters. */
export interface Compiled extends Shaders, CompiledNetwork {
  readonly device: GPUDevice;
  /** Where a parameter is; a training may go on writing to it. */
  readonly parameter: (name: string) => GPUBufferBinding;
}

/** A shader, and how it accesses each storage buffer. */
type Shader = Pick<Dispatch, 'code' | 'access'>;

/** Pipelines of a device by their code. Networks of the same architecture share all of them, others some. */
const pipelineCaches = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * Lowers a network and compiles its shaders.
 * @param variantOf how each convolution is shared out among threads; by default as it suits the device
 * @throws Error with the reason, if no shader can compute one of the layers
 */
export function compile(
  device: GPUDevice,
  network: Network,
  variantOf: (convolved: Convolved) => Variant = variantsOn(device),
): Compiling {
  const plan = lower(network, variantOf);
  const { each, all } = compileShaders(device, [...plan.step, ...plan.renoise, plan.projection]);
  const shaders = all.then((pipelines): Shaders => ({ device, plan, pipelines }));
  shaders.catch(() => undefined); // A failure before anybody awaits it is not an unhandled one.
  return { each, all: shaders };
}

/**
 * Compiles the shaders that the device does not have yet, each once, in parallel and off the thread.
 * @returns each by itself, and the pipelines by their code; the latter rejects with Refused if the device refuses one
 */
export function compileShaders(
  device: GPUDevice,
  shaders: readonly Shader[],
): { each: readonly Promise<unknown>[]; all: Promise<Shaders['pipelines']> } {
  const cache = pipelineCaches.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  pipelineCaches.set(device, cache);
  const endRefusals = collectRefusals(device);
  const distinct = new Map(shaders.map((shader) => [shader.code, shader]));
  const codes = [...distinct.keys()];
  const each = [...distinct].map(([code, shader]) => {
    const pipeline = cache.get(code) ?? createPipeline(device, shader);
    cache.set(code, pipeline);
    // The next network tries again.
    pipeline.catch(() => cache.delete(code));
    return pipeline;
  });
  const all = Promise.all([endRefusals(), ...each]).then(([refusal, ...pipelines]) => {
    if (refusal) throw refusal;
    return new Map(pipelines.map((pipeline, i) => [codes[i], pipeline]));
  });
  all.catch(() => undefined);
  return { each, all };
}

/** Binding 0 is a uniform with a dynamic offset, storage buffers follow. */
function createPipeline(device: GPUDevice, { code, access }: Shader): Promise<GPUComputePipeline> {
  const visibility = GPUShaderStage.COMPUTE;
  const layout = device.createBindGroupLayout({
    entries: [
      { binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true } },
      ...access.map((each, i): GPUBindGroupLayoutEntry => ({
        binding: i + 1,
        visibility,
        buffer: { type: each === 'read' ? 'read-only-storage' : 'storage' },
      })),
    ],
  });
  return device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code }) },
  });
}

/** The bind group of a pipeline: the uniform, and the storage buffers, or parts of them, in their order. */
export function bindGroup(
  { device, pipelines }: Pick<Shaders, 'device' | 'pipelines'>,
  code: string,
  uniform: GPUBufferBinding,
  buffers: readonly GPUBufferBinding[],
): GPUBindGroup {
  return device.createBindGroup({
    layout: lookup(pipelines, code).getBindGroupLayout(0),
    entries: [
      { binding: 0, resource: uniform },
      ...buffers.map((resource, i) => ({ binding: i + 1, resource })),
    ],
  });
}
