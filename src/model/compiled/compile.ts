import type { CompiledNetwork } from '../compiledNetwork';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { lower, type Dispatch, type Plan } from './plan';
import { collectRefusals } from './refused';

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
  /** The buffer of a parameter; a training may go on writing to it. */
  readonly parameter: (name: string) => GPUBuffer;
}

/** Pipelines of a device by their code. Networks of the same architecture share all of them, others some. */
const pipelineCaches = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * Lowers a network and compiles the shaders that the device does not have yet, in parallel and off the thread.
 * @throws Error with the reason, if no shader can compute one of the layers
 */
export function compile(
  device: GPUDevice,
  network: Network,
  split?: (items: number, channels: number) => number,
): Compiling {
  const plan = lower(network, split);
  const cache = pipelineCaches.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  pipelineCaches.set(device, cache);
  const endRefusals = collectRefusals(device);
  const dispatches = new Map(
    [...plan.step, ...plan.renoise, plan.projection].map((each) => [each.code, each]),
  );
  const codes = [...dispatches.keys()];
  const each = [...dispatches].map(([code, dispatch]) => {
    const pipeline = cache.get(code) ?? createPipeline(device, dispatch);
    cache.set(code, pipeline);
    // The next network tries again.
    pipeline.catch(() => cache.delete(code));
    return pipeline;
  });
  const all = Promise.all([endRefusals(), ...each]).then(([refusal, ...pipelines]): Shaders => {
    if (refusal) throw refusal;
    return { device, plan, pipelines: new Map(pipelines.map((pipeline, i) => [codes[i], pipeline])) };
  });
  all.catch(() => undefined); // A failure before anybody awaits it is not an unhandled one.
  return { each, all };
}

/** Binding 0 is a uniform with a dynamic offset, storage buffers follow. */
function createPipeline(
  device: GPUDevice,
  { code, access }: Pick<Dispatch, 'code' | 'access'>,
): Promise<GPUComputePipeline> {
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

/** The bind group of a pipeline: the uniform, and the storage buffers in their order. */
export function bindGroup(
  { device, pipelines }: Compiled,
  code: string,
  uniform: GPUBufferBinding,
  buffers: readonly GPUBuffer[],
): GPUBindGroup {
  return device.createBindGroup({
    layout: lookup(pipelines, code).getBindGroupLayout(0),
    entries: [
      { binding: 0, resource: uniform },
      ...buffers.map((buffer, i) => ({ binding: i + 1, resource: { buffer } })),
    ],
  });
}
