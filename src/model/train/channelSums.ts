import { getBackend, matMul, ones, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * Sums over all axes but the last, [channels]. Except on wasm, where sums are pools (compositions.ts), it multiplies by a row of
 * ones: backends compute that many times faster than sums over leading axes.
 */
export function channelSums(x: Tensor): Tensor1D {
  const channels = x.shape[x.rank - 1];
  const flat = reshape(x, [-1, channels]);
  if (getBackend() === 'wasm') return sum<Tensor1D>(flat, 0);
  return reshape(matMul(ones([1, x.size / channels]), flat), [channels]);
}
