import type { Rates, Variable } from '../../train/optimiser';
import { webgpu } from './kernel';

const THREADS = 64;
/** So many workgroups keep a GPU busy; each goes on to further elements. */
const MOST_GROUPS = 4096;

const CODE = `
  struct Rates { beta1 : f32, beta2 : f32, tiny : f32, rate : f32, correction : f32, decay : f32 };
  @group(0) @binding(0) var<uniform> rates : Rates;
  @group(0) @binding(1) var<storage, read_write> parameter : array<f32>;
  @group(0) @binding(2) var<storage, read_write> average : array<f32>;
  @group(0) @binding(3) var<storage, read_write> first : array<f32>;
  @group(0) @binding(4) var<storage, read_write> second : array<f32>;
  @group(0) @binding(5) var<storage, read> gradient : array<f32>;

  @compute @workgroup_size(${THREADS})
  fn main(@builtin(global_invocation_id) id : vec3<u32>, @builtin(num_workgroups) groups : vec3<u32>) {
    for (var i = id.x; i < arrayLength(&parameter); i += groups.x * ${THREADS}u) {
      let g = gradient[i];
      first[i] = rates.beta1 * first[i] + (1 - rates.beta1) * g;
      second[i] = rates.beta2 * second[i] + (1 - rates.beta2) * g * g;
      parameter[i] -= rates.rate * first[i] / (rates.correction * sqrt(second[i]) + rates.tiny);
      average[i] = rates.decay * average[i] + (1 - rates.decay) * parameter[i];
    }
  }`;

/** What is made once for a device. */
interface Prepared {
  readonly pipeline: GPUComputePipeline;
  readonly rates: GPUBuffer;
}

const prepared = new WeakMap<GPUDevice, Prepared>();

function prepare(device: GPUDevice): Prepared {
  const known = prepared.get(device);
  if (known) return known;
  const compute = { module: device.createShaderModule({ code: CODE }), entryPoint: 'main' };
  const made = {
    pipeline: device.createComputePipeline({ layout: 'auto', compute }),
    rates: device.createBuffer({ size: 24, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST }),
  };
  prepared.set(device, made);
  return made;
}

/**
 * One update of all variables by one dispatch each, in their own buffers. tfjs's programs have one output, so this
 * goes past them, on tfjs's device and between its submits.
 */
export function adamInPlace(variables: readonly Variable[], rates: Rates): void {
  const backend = webgpu();
  const { device, queue } = backend;
  const { pipeline, rates: uniforms } = prepare(device);
  const bufferOf = (tensor: Variable['parameter']): GPUBuffer => {
    backend.uploadToGPU(tensor.dataId);
    const data = backend.tensorMap.get(tensor.dataId);
    return data.resource as GPUBuffer;
  };
  const buffers = variables.map((variable) =>
    [variable.parameter, variable.average, variable.first, variable.second, variable.gradient].map(bufferOf),
  );
  // What computes the gradients comes first.
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  const { beta1, beta2, tiny, rate, correction, decay } = rates;
  queue.writeBuffer(uniforms, 0, Float32Array.of(beta1, beta2, tiny, rate, correction, decay));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  buffers.forEach((of, i) => {
    const entries = [uniforms, ...of].map((buffer, binding) => ({ binding, resource: { buffer } }));
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    const groups = Math.ceil(variables[i].parameter.size / THREADS);
    pass.dispatchWorkgroups(Math.min(groups, MOST_GROUPS));
  });
  pass.end();
  queue.submit([encoder.finish()]);
  for (const { parameter, average, first, second } of variables)
    for (const { dataId } of [parameter, average, first, second])
      // tfjs keeps what was read of a tensor, and it has just changed.
      backend.tensorMap.get(dataId).values = null as never;
}
