import {
  backend_util,
  conv2d,
  Conv2DBackpropFilter,
  Conv2DBackpropInput,
  getKernel,
  registerKernel,
  reverse,
  tidy,
  transpose,
  unregisterKernel,
  type KernelConfig,
  type NamedAttrMap,
  type Tensor4D,
} from '@tensorflow/tfjs-core';

type Padding = Parameters<typeof conv2d>[3];
type Shape4D = [number, number, number, number];

let registered = false;

/**
 * Gives the 'wasm' backend the two gradients of a convolution, each as one more convolution: that of the kernel, which it
 * lacks, and that of the input, where its own is a scalar loop and this one runs in SIMD. Does nothing where the backend's
 * module has not been loaded. May be called again.
 */
export function registerCompositions(): void {
  // Its type does not say that it may be missing.
  const own = getKernel(Conv2DBackpropInput, 'wasm') as KernelConfig | undefined;
  if (registered || !own) return;
  registered = true;
  registerKernel(filterGradient);
  unregisterKernel(Conv2DBackpropInput, 'wasm');
  registerKernel(inputGradient(own));
}

/** dW = conv(x^T, dy^T), batch and channels exchanged; where the forward pass strides, this one dilates. */
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

/** dx = conv(dy, W turned by half a turn, its channels exchanged), for stride 1; else the backend's own kernel. */
function inputGradient(own: KernelConfig): KernelConfig {
  return {
    ...own,
    kernelFunc: (call) => {
      const { dy, filter } = call.inputs as { dy: Tensor4D; filter: Tensor4D };
      const { strides, pad } = attributes(call.attrs);
      if (strides !== 1) return own.kernelFunc(call);
      const inputShape = call.attrs?.inputShape as Shape4D;
      const { padInfo } = backend_util.computeConv2DInfo(inputShape, filter.shape, strides, 1, pad);
      const [kh, kw] = filter.shape;
      const around: Padding = [
        [0, 0],
        [kh - 1 - padInfo.top, kh - 1 - padInfo.bottom],
        [kw - 1 - padInfo.left, kw - 1 - padInfo.right],
        [0, 0],
      ];
      return tidy(() => conv2d(dy, transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]), 1, around));
    },
  };
}

function attributes(attrs: NamedAttrMap | undefined): { strides: number; pad: Padding } {
  const { strides, pad } = attrs as unknown as { strides: number | [number, number]; pad: Padding };
  return { strides: typeof strides === 'number' ? strides : strides[0], pad };
}
