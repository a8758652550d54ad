import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { ADAM_IN_PLACE, BETA_1, BETA_2, TINY, type Step } from '../../train/adam';
import type { Gpu } from './kernel';

const THREADS = 64;
/** Buffers of one parameter: four to write, and its gradient. */
const BUFFERS = 5;

const CODE = `
struct Step { rate : f32, correction : f32, decay : f32 }
@group(0) @binding(0) var<storage, read_write> parameter : array<f32>;
@group(0) @binding(1) var<storage, read_write> average : array<f32>;
@group(0) @binding(2) var<storage, read_write> first : array<f32>;
@group(0) @binding(3) var<storage, read_write> second : array<f32>;
@group(0) @binding(4) var<storage, read> gradient : array<f32>;
@group(0) @binding(5) var<uniform> step : Step;

@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3<u32>, @builtin(num_workgroups) groups : vec3<u32>) {
  for (var i = thread.x; i < arrayLength(&parameter); i += groups.x * ${THREADS}u) {
    let m = first[i] * ${BETA_1} + gradient[i] * ${1 - BETA_1};
    let v = second[i] * ${BETA_2} + gradient[i] * gradient[i] * ${1 - BETA_2};
    let next = parameter[i] - m * step.rate / (sqrt(v) * step.correction + ${TINY});
    average[i] = average[i] * step.decay + next * (1.0 - step.decay);
    parameter[i] = next;
    first[i] = m;
    second[i] = v;
  }
}`;

interface Prepared {
  readonly pipeline: GPUComputePipeline;
  readonly step: GPUBuffer;
}

const prepared = new WeakMap<GPUDevice, Prepared>();

/**
 * One dispatch for each parameter, all in one pass. Moments, parameter and average are updated in place. A program of tfjs
 * always writes one new output, so this pass is encoded without tfjs, after the commands that tfjs has recorded.
 */
export const adamInPlace: KernelConfig = {
  kernelName: ADAM_IN_PLACE,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const backend = current as Gpu;
    const { rate, correction, decay } = attrs as unknown as Step;
    const buffers = (inputs as unknown as TensorInfo[]).map(({ dataId }, i) => {
      backend.uploadToGPU(dataId);
      const data = backend.tensorMap.get(dataId);
      // The buffer is about to change, so a copy that was read back becomes invalid.
      if (i % BUFFERS < BUFFERS - 1) Object.assign(data, { values: null });
      return data.resource as GPUBuffer;
    });
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    backend.submitQueue();

    const { device } = backend;
    const { pipeline, step } = prepare(device);
    device.queue.writeBuffer(step, 0, Float32Array.of(rate, correction, decay));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    for (let i = 0; i < buffers.length; i += BUFFERS) {
      const bindings = [...buffers.slice(i, i + BUFFERS), step];
      const layout = pipeline.getBindGroupLayout(0);
      const entries = bindings.map((buffer, binding) => ({ binding, resource: { buffer } }));
      pass.setBindGroup(0, device.createBindGroup({ layout, entries }));
      const groups = Math.ceil(buffers[i].size / 4 / THREADS);
      pass.dispatchWorkgroups(Math.min(groups, device.limits.maxComputeWorkgroupsPerDimension));
    }
    pass.end();
    device.queue.submit([encoder.finish()]);
    return [];
  },
};

function prepare(device: GPUDevice): Prepared {
  const cached = prepared.get(device);
  if (cached) return cached;
  const module = device.createShaderModule({ code: CODE, label: ADAM_IN_PLACE });
  const pipeline = device.createComputePipeline({
    layout: 'auto',
    compute: { module },
    label: ADAM_IN_PLACE,
  });
  const step = device.createBuffer({ size: 16, usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST });
  const created = { pipeline, step };
  prepared.set(device, created);
  return created;
}
