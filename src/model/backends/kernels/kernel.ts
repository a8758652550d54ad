import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';

/** What kernels need of tfjs's backend. */
export type Gpu = Pick<
  WebGPUBackend,
  | 'device'
  | 'disposeData'
  | 'endComputePassEncoder'
  | 'ensureCommandEncoderReady'
  | 'runWebGPUProgram'
  | 'submitQueue'
  | 'tensorMap'
  | 'uploadToGPU'
>;

/** A compute shader of our own, in the frame of tfjs's webgpu backend. Its tensors are flat arrays of f32. */
export interface Kernel {
  /** Names the code: other code, another key, for compiled pipelines are found by it. */
  readonly key: string;
  /** Defines `main(index : i32)`; reads `uniforms.x` and the inputs by name, writes `result`; knows workgroupId, localIndex. */
  readonly code: string;
  /** Threads in a workgroup. */
  readonly threads: number;
}

const MOST_GROUPS = 65_535;

/**
 * Runs a kernel.
 * @param inputs by the names that the code has for them
 * @param shape of the result
 * @param groups workgroups, along up to three axes; as many as the result has elements, unless given
 * @param numbers whole numbers that the code reads as uniforms
 */
export function runKernel(
  backend: Gpu,
  { key, code, threads }: Kernel,
  inputs: Readonly<Record<string, TensorInfo>>,
  shape: readonly number[],
  numbers: Readonly<Record<string, number>> = {},
  groups?: readonly [number, number, number],
): TensorInfo {
  const size = shape.reduce((a, b) => a * b, 1);
  const all = Math.ceil(size / threads);
  const rows = Math.ceil(all / MOST_GROUPS);
  const [x, y, z] = groups ?? [Math.ceil(all / rows), rows, 1];
  const result = backend.runWebGPUProgram(
    {
      shaderKey: key,
      getUserCode: () => code,
      variableNames: Object.keys(inputs),
      uniforms: Object.keys(numbers)
        .map((name) => `${name} : i32,`)
        .join(' '),
      outputShape: [size],
      dispatchLayout: { x: [0] },
      dispatch: [x, y, z],
      workgroupSize: [threads, 1, 1],
      size: true,
    },
    Object.values(inputs).map(flat),
    'float32',
    Object.values(numbers).map((number) => ({ type: 'int32', data: [number] })),
  );
  return { ...result, shape: [...shape] };
}

/** The tensor as one row; tfjs compiles anew for every combination of ranks. */
function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [shape.reduce((a, b) => a * b, 1)] };
}
