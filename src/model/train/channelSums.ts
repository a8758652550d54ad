import { getBackend, matMul, ones, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * Sums over every axis but the last, [channels]. But for wasm, whose sums are pools here, a product with a row of ones,
 * which backends compute many times faster than their own sums over the leading axes.
 */
export function channelSums(x: Tensor): Tensor1D {
  const channels = x.shape[x.rank - 1];
  const flat = reshape(x, [-1, channels]);
  if (getBackend() === 'wasm') return sum<Tensor1D>(flat, 0);
  return reshape(matMul(ones([1, x.size / channels]), flat), [channels]);
}
