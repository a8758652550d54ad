import {
  avgPool,
  backend_util,
  conv2d,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  getBackend,
  getKernel,
  matMul,
  mul,
  registerKernel,
  reshape,
  Sum,
  tensor,
  tidy,
  transpose,
  unregisterKernel,
  util,
  type KernelConfig,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { toPixels } from '../layers';

type Padding = Parameters<typeof conv2d>[3];
type Shape4D = [number, number, number, number];

let registered = false;

/**
 * Gives the 'wasm' backend the two gradients of a convolution, each as another convolution: the filter's gradient, which it
 * lacks, and the input's gradient, which it computes by a scalar loop instead of SIMD. Sums over the axes before the last,
 * such as the gradients of biases, become pools. Does nothing on another backend. May be called again.
 */
export function registerCompositions(): void {
  if (registered || getBackend() !== 'wasm') return;
  registered = true;
  registerKernel(filterGradient);
  replaceKernel(Conv2DBackpropInput, inputGradient);
  replaceKernel(Sum, pooledSum);
}

function replaceKernel(name: string, replacement: (original: KernelConfig) => KernelConfig): void {
  const original = getKernel(name, 'wasm');
  unregisterKernel(name, 'wasm');
  registerKernel(replacement(original));
}

/** dW = conv(x^T, dy^T), with batch and channels exchanged; the stride becomes a dilation. */
const filterGradient: KernelConfig = {
  kernelName: Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { x, dy } = inputs as { x: Tensor4D; dy: Tensor4D };
    const { strides, pad } = attributes(attrs);
    const filterShape = attrs?.filterShape as Shape4D;
    const { padInfo } = backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad);
    const around: Padding = [
      [0, 0],
      [padInfo.top, padInfo.bottom],
      [padInfo.left, padInfo.right],
      [0, 0],
    ];
    return tidy(() => {
      const columns: Tensor4D = transpose(x, [3, 1, 2, 0]);
      const filter: Tensor4D = transpose(dy, [1, 2, 0, 3]);
      return transpose(conv2d(columns, filter, 1, around, 'NHWC', strides), [1, 2, 0, 3]);
    });
  },
};

/**
 * dx = conv(dy, W rotated by 180 degrees, with its channels exchanged), for stride 1. If the kernel is as large as the stride,
 * each pixel of dy makes a block of dx: a 1x1 convolution and a rearrangement. Otherwise the backend's original kernel.
 */
function inputGradient(original: KernelConfig): KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const { dy, filter } = call.inputs as { dy: Tensor4D; filter: Tensor4D };
      const { strides, pad } = attributes(call.attrs);
      const inputShape = call.attrs?.inputShape as Shape4D;
      const { padInfo } = backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad);
      const [kh, kw, channels, filters] = filter.shape;
      if (strides !== 1) {
        if (kh !== strides || kw !== strides || padInfo.type !== 'VALID') return original.kernelFunc(call);
        return tidy(() => {
          const flat = transpose(reshape(filter, [kh * kw * channels, filters]));
          return toPixels(conv2d(dy, reshape(flat, [1, 1, filters, kh * kw * channels]), 1, 'valid'), kh);
        });
      }
      const around: Padding = [
        [0, 0],
        [kh - 1 - padInfo.top, kh - 1 - padInfo.bottom],
        [kw - 1 - padInfo.left, kw - 1 - padInfo.right],
        [0, 0],
      ];
      return tidy(() => conv2d(dy, rotated(filter), 1, around));
    },
  };
}

/** The filter rotated by 180 degrees, with its channels exchanged: by the exchange matrix, much faster than `reverse`. */
function rotated(filter: Tensor4D): Tensor4D {
  const [kh, kw, channels, filters] = filter.shape;
  const taps = kh * kw;
  const exchange = new Float32Array(taps * taps);
  for (let row = 0; row < taps; row++) exchange[row * taps + (taps - 1 - row)] = 1;
  const columns = transpose(reshape(filter, [taps, channels * filters]));
  const product = matMul(columns, tensor(exchange, [taps, taps]));
  return transpose(reshape(product, [channels, filters, kh, kw]), [2, 3, 1, 0]);
}

/** Sums over the axes right before the last as one pool; other sums by the backend's original kernel. */
function pooledSum(original: KernelConfig): KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as Tensor;
      const { axis, keepDims } = call.attrs as unknown as { axis: number[]; keepDims: boolean };
      const first = x.rank - 1 - axis.length;
      const isBeforeLast = axis.length > 0 && axis.every((each, i) => each === first + i);
      if (keepDims || !isBeforeLast || x.dtype !== 'float32') return original.kernelFunc(call);
      const count = util.sizeFromShape(axis.map((each) => x.shape[each]));
      const channels = x.shape[x.rank - 1];
      const column: Tensor4D = reshape(x, [-1, count, 1, channels]);
      return tidy(() => {
        const means = avgPool(column, [count, 1], 1, 'valid');
        return reshape(mul(means, count), [...x.shape.slice(0, first), channels]);
      });
    },
  };
}

function attributes(attrs: NamedAttrMap | undefined): { strides: number; pad: Padding } {
  const { strides, pad } = attrs as unknown as { strides: number | [number, number]; pad: Padding };
  return { strides: typeof strides === 'number' ? strides : strides[0], pad };
}
