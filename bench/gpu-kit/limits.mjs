// What the device reaches at most: float32 multiply-adds that touch no memory, and copying from one buffer to another.
import { findAdapter } from '../../src/model/backends/graphics.ts';

const THREADS = 256;
const LOOPS = 256;
const CHAINS = 8;
/** A submit that is shorter says little; the next one has more dispatches. */
const MS_A_SUBMIT = 50;

const chains = (text) => Array.from({ length: CHAINS }, (_, i) => text(`a${i}`, i)).join(' ');

const ARITHMETIC = `
@group(0) @binding(0) var<storage, read_write> result : array<vec4f>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3u) {
  let factor = vec4f(0.999 + 1e-9 * f32(thread.x));
  let term = vec4f(1e-3);
  ${chains((a, i) => `var ${a} = vec4f(f32(thread.x) + ${i}.25, ${i}.5, ${i}.75, ${i}.875);`)}
  for (var i = 0u; i < ${LOOPS}u; i++) { ${chains((a) => `${a} = fma(${a}, factor, term);`)} }
  result[thread.x] = ${Array.from({ length: CHAINS }, (_, i) => `a${i}`).join(' + ')};
}`;

const COPY = `
@group(0) @binding(0) var<storage, read_write> result : array<vec4f>;
@group(0) @binding(1) var<storage, read> given : array<vec4f>;
@compute @workgroup_size(${THREADS})
fn main(@builtin(global_invocation_id) thread : vec3u) { result[thread.x] = given[thread.x]; }`;

/** The most work a second that dispatches of a kernel get done. @param work of one dispatch */
async function mostASecond(device, code, buffers, groups, work, seconds) {
  const module = device.createShaderModule({ code });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const group = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  const end = performance.now() + 1000 * seconds;
  let most = 0;
  for (let dispatches = 1; most === 0 || performance.now() < end;) {
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    for (let i = 0; i < dispatches; i++) pass.dispatchWorkgroups(groups);
    pass.end();
    const began = performance.now();
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
    const ms = performance.now() - began;
    most = Math.max(most, (1000 * dispatches * work) / ms);
    if (ms < MS_A_SUBMIT) dispatches *= 2;
  }
  return most;
}

/**
 * @param {{ groups: number, megabytes: number, seconds: number }} question workgroups of the arithmetic kernel, size of what is
 *   copied, and seconds for each of the two
 */
export async function answer({ groups, megabytes, seconds }) {
  const { adapter } = await findAdapter();
  const { maxStorageBufferBindingSize, maxBufferSize } = adapter.limits;
  const device = await adapter.requestDevice({
    requiredLimits: { maxStorageBufferBindingSize, maxBufferSize },
  });
  const buffer = (size) => device.createBuffer({ size, usage: globalThis.GPUBufferUsage.STORAGE });
  const bytes = Math.min(megabytes * 2 ** 20, maxStorageBufferBindingSize);
  const flops = 2 * 4 * CHAINS * LOOPS * THREADS * groups;
  const result = buffer(16 * THREADS * groups);
  const copied = [buffer(bytes), buffer(bytes)];
  return {
    flopsPerSecond: await mostASecond(device, ARITHMETIC, [result], groups, flops, seconds),
    bytesPerSecond: await mostASecond(device, COPY, copied, bytes / 16 / THREADS, 2 * bytes, seconds),
  };
}
