import {
  backend_util,
  Conv2DBackpropFilter,
  type KernelConfig,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { runKernel, type Gpu, type Kernel } from './kernel';
import { sumOfParts } from './sumOfParts';

type Shape4D = [number, number, number, number];

/** Threads of a workgroup, and the rows of the gradient that it computes. */
const THREADS = 64;
const ROWS = 32;
/** Positions whose products are summed between two barriers. */
const STEP = 16;
/** As many workgroups as keep a GPU busy, and the fewest positions that are worth a workgroup. */
const BUSY = 256;
const LEAST_POSITIONS = 256;

/**
 * dW of a convolution as a matrix product: a row for each (kernel y, kernel x, input channel), a column for each filter,
 * summed over all output positions of the batch. The positions are split among workgroups (split-K), whose partial sums a
 * second kernel adds. tfjs's kernel sums all positions of a weight in one thread.
 */
export const filterGradient: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'webgpu',
  kernelFunc: ({ inputs, attrs, backend: current }) => {
    const { x, dy } = inputs as { x: TensorInfo; dy: TensorInfo };
    const backend = current as Gpu;
    const { strides, pad, filterShape } = attrs as unknown as {
      strides: number | [number, number];
      pad: Parameters<typeof backend_util.computeConv2DInfo>[4];
      filterShape: Shape4D;
    };
    const info = backend_util.computeConv2DInfo(x.shape as Shape4D, filterShape, strides, 1, pad);
    const rows = info.filterHeight * info.filterWidth * info.inChannels;
    const columns = info.outChannels;
    const positions = info.batchSize * info.outHeight * info.outWidth;
    const perThread = columns > 8 ? 4 : 1;
    const tiles = [Math.ceil(columns / (8 * perThread)), Math.ceil(rows / ROWS)] as const;
    const desiredParts = Math.min(
      Math.ceil(BUSY / (tiles[0] * tiles[1])),
      Math.ceil(positions / LEAST_POSITIONS),
    );
    const share = STEP * Math.ceil(positions / desiredParts / STEP);
    const parts = Math.ceil(positions / share);
    const sums = runKernel(
      backend,
      products(perThread),
      { x, dy },
      [parts, rows, columns],
      {
        rows,
        columns,
        positions,
        share,
        channels: info.inChannels,
        kernelWidth: info.filterWidth,
        inHeight: info.inHeight,
        inWidth: info.inWidth,
        outHeight: info.outHeight,
        outWidth: info.outWidth,
        stride: info.strideHeight,
        top: info.padInfo.top,
        left: info.padInfo.left,
      },
      [...tiles, parts],
    );
    if (parts === 1) return { ...sums, shape: filterShape };
    const gradient = sumOfParts(backend, sums, filterShape, { parts, length: rows * columns });
    backend.disposeData(sums.dataId);
    return gradient;
  },
};

/** @param perThread columns that a thread computes, in each of its four rows */
function products(perThread: 1 | 4): Kernel {
  const tile = 8 * perThread;
  return {
    key: `filterGradient${perThread}`,
    threads: THREADS,
    code: `
      var<workgroup> xs : array<array<f32, ${ROWS}>, ${STEP}>;
      var<workgroup> dys : array<array<f32, ${tile}>, ${STEP}>;

      fn main(index : i32) {
        let local = i32(localIndex);
        let firstColumn = i32(workgroupId.x) * ${tile};
        let firstRow = i32(workgroupId.y) * ${ROWS};
        let begin = i32(workgroupId.z) * uniforms.share;
        let end = min(begin + uniforms.share, uniforms.positions);

        // A thread always loads the same row of x and the same column of dy, at one position after another.
        let loadedRow = local % ${ROWS};
        let row = firstRow + loadedRow;
        let channel = row % uniforms.channels;
        let tap = row / uniforms.channels;
        let dY = tap / uniforms.kernelWidth - uniforms.top;
        let dX = tap % uniforms.kernelWidth - uniforms.left;
        let loadedColumn = local % ${tile};
        let column = firstColumn + loadedColumn;

        var sums : array<array<f32, ${perThread}>, 4>;
        // The same number of rounds in every workgroup: control flow around a barrier must be uniform.
        for (var round = 0; round < uniforms.share; round += ${STEP}) {
          let at = begin + round;
          for (var k = local / ${ROWS}; k < ${STEP}; k += ${THREADS / ROWS}) {
            let position = at + k;
            let outX = position % uniforms.outWidth;
            let above = position / uniforms.outWidth;
            let outY = above % uniforms.outHeight;
            let inY = outY * uniforms.stride + dY;
            let inX = outX * uniforms.stride + dX;
            var value = 0.0;
            if (position < end && row < uniforms.rows && inY >= 0 && inY < uniforms.inHeight && inX >= 0 && inX < uniforms.inWidth) {
              let picture = above / uniforms.outHeight;
              value = x[((picture * uniforms.inHeight + inY) * uniforms.inWidth + inX) * uniforms.channels + channel];
            }
            xs[k][loadedRow] = value;
          }
          for (var k = local / ${tile}; k < ${STEP}; k += ${THREADS / tile}) {
            var value = 0.0;
            if (at + k < end && column < uniforms.columns) {
              value = dy[(at + k) * uniforms.columns + column];
            }
            dys[k][loadedColumn] = value;
          }
          workgroupBarrier();
          for (var k = 0; k < ${STEP}; k++) {
            for (var i = 0; i < 4; i++) {
              let factor = xs[k][local / 8 * 4 + i];
              for (var j = 0; j < ${perThread}; j++) {
                sums[i][j] += factor * dys[k][local % 8 * ${perThread} + j];
              }
            }
          }
          workgroupBarrier();
        }
        for (var i = 0; i < 4; i++) {
          let r = firstRow + local / 8 * 4 + i;
          for (var j = 0; j < ${perThread}; j++) {
            let c = firstColumn + local % 8 * ${perThread} + j;
            if (r < uniforms.rows && c < uniforms.columns) {
              result[(i32(workgroupId.z) * uniforms.rows + r) * uniforms.columns + c] = sums[i][j];
            }
          }
        }
      }`,
  };
}
