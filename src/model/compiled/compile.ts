import { lookup } from '../lookup';
import type { Network } from '../network';
import type { Parameter } from '../weights';
import { lower, type Dispatch, type Plan } from './plan';
import { listen } from './refused';

/** A network as pipelines on a device. */
export interface Shaders {
  readonly device: GPUDevice;
  readonly plan: Plan;
  /** Shared by the dispatches that have the same code. */
  readonly pipelines: ReadonlyMap<string, GPUComputePipeline>;
}

/** Shaders on their way. */
export interface Compiling {
  /** Each by itself, in no order of arrival. */
  readonly each: readonly Promise<unknown>[];
  /** All of them; rejects with Refused where the device refuses one. */
  readonly all: Promise<Shaders>;
}

/** A network on a device, and the buffers that hold its parameters. */
export interface Compiled extends Shaders {
  readonly weights: ReadonlyMap<string, Parameter>;
  /** The parameter of that name on the device, live where a training writes it. */
  readonly parameter: (name: string) => GPUBuffer;
}

/** Pipelines of a device by their code: networks of one architecture share them, and so do others in part. */
const kept = new WeakMap<GPUDevice, Map<string, Promise<GPUComputePipeline>>>();

/**
 * Lowers a network and compiles those of its shaders that the device does not have yet, all at once and off the thread.
 * @throws Error with the reason, if a shader does not know a layer of this kind
 */
export function compile(
  device: GPUDevice,
  network: Network,
  split?: (items: number, channels: number) => number,
): Compiling {
  const plan = lower(network, split);
  const known = kept.get(device) ?? new Map<string, Promise<GPUComputePipeline>>();
  kept.set(device, known);
  const refused = listen(device);
  const dispatches = new Map(
    [...plan.step, ...plan.renoise, plan.projection].map((each) => [each.code, each]),
  );
  const codes = [...dispatches.keys()];
  const each = [...dispatches].map(([code, dispatch]) => {
    const pipeline = known.get(code) ?? pipelineOf(device, dispatch);
    known.set(code, pipeline);
    // What was refused is asked for again with the next network.
    pipeline.catch(() => known.delete(code));
    return pipeline;
  });
  const all = Promise.all([refused(), ...each]).then(([reason, ...made]): Shaders => {
    if (reason) throw reason;
    return { device, plan, pipelines: new Map(made.map((pipeline, i) => [codes[i], pipeline])) };
  });
  all.catch(() => undefined); // Whoever waits for it hears of it, if it is not too early for anybody to.
  return { each, all };
}

/** One uniform with a dynamic offset, and storage buffers behind it. */
function pipelineOf(
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

/** What a pipeline binds: an operation's numbers, and buffers in their order. */
export function bind(
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
