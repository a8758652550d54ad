import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { elements } from '../../shapes';

/** The part of tfjs's backend that kernels need. */
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

/** A compute shader that runs within tfjs's webgpu backend. Its tensors are flat arrays of f32. */
export interface Kernel {
  /** Identifies the code: tfjs looks compiled pipelines up by it. */
  readonly key: string;
  /** Defines `main(index : i32)`; reads `uniforms.x` and the inputs by name, writes `result`; may use workgroupId and localIndex. */
  readonly code: string;
  /** Threads in a workgroup. */
  readonly threads: number;
}

const MOST_GROUPS = 65_535;

/**
 * Runs a kernel.
 * @param inputs by their names in the code
 * @param shape of the result
 * @param numbers integers that the code reads as uniforms, by name
 * @param groups workgroups along three axes; by default enough for one thread for each element of the result
 */
export function runKernel(
  backend: Gpu,
  { key, code, threads }: Kernel,
  inputs: Readonly<Record<string, TensorInfo>>,
  shape: readonly number[],
  numbers: Readonly<Record<string, number>> = {},
  groups?: readonly [number, number, number],
): TensorInfo {
  const size = elements(shape);
  const count = Math.ceil(size / threads);
  const rows = Math.ceil(count / MOST_GROUPS);
  const [x, y, z] = groups ?? [Math.ceil(count / rows), rows, 1];
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

/** The tensor with one axis, because tfjs compiles a program again for each combination of ranks. */
function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [elements(shape)] };
}
