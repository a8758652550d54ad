import type { TensorInfo } from '@tensorflow/tfjs-core';
import { runKernel, type Gpu, type Kernel } from './kernel';

const SUM: Kernel = {
  key: 'sumOfParts',
  threads: 64,
  code: `
    fn main(index : i32) {
      if (index >= uniforms.size) { return; }
      var at = uniforms.first + index / uniforms.length * uniforms.length * uniforms.parts + index % uniforms.length;
      var sum = 0.0;
      for (var part = 0; part < uniforms.parts; part++) {
        sum += sums[at];
        at += uniforms.length;
      }
      result[index] = sum;
    }`,
};

/**
 * Sums over the middle axis of [blocks, parts, length].
 * @param shape of the result; its size is blocks * length
 * @param first index in `sums` at which the first block begins
 */
export function sumOfParts(
  backend: Gpu,
  sums: TensorInfo,
  shape: readonly number[],
  { parts = 1, length, first = 0 }: { parts?: number; length: number; first?: number },
): TensorInfo {
  return runKernel(backend, SUM, { sums }, shape, { parts, length, first });
}
