import {
  Add,
  BatchMatMul,
  cast,
  Concat,
  concat,
  equal,
  getGradient,
  matMul,
  MaxPool,
  mul,
  Multiply,
  registerGradient,
  Relu,
  Reshape,
  reshape,
  Sigmoid,
  slice,
  Softmax,
  SplitV,
  step,
  sub,
  sum,
  Transpose,
  transpose,
  type GradConfig,
  type NamedAttrMap,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { doubled } from '../layers';

/**
 * Registers with tfjs the gradients of the operations that networks consist of. tfjs-core has none, the union package has all.
 * A fused convolution brings its own gradient. May be called again.
 */
export function registerGradients(): void {
  for (const config of CONFIGS) {
    // Despite its declared type, getGradient returns undefined for an unknown kernel.
    const registered = getGradient(config.kernelName) as GradConfig | undefined;
    if (!registered) registerGradient(config);
  }
}

const CONFIGS: GradConfig[] = [
  {
    kernelName: Add,
    inputsToSave: ['a', 'b'],
    gradFunc: gradient((dy, [a, b]) => ({ a: () => unbroadcast(dy, a), b: () => unbroadcast(dy, b) })),
  },
  {
    kernelName: Multiply,
    inputsToSave: ['a', 'b'],
    gradFunc: gradient((dy, [a, b]) => ({
      a: () => unbroadcast(mul(dy, b), a),
      b: () => unbroadcast(mul(dy, a), b),
    })),
  },
  {
    kernelName: Sigmoid,
    outputsToSave: [true],
    gradFunc: gradient((dy, [y]) => ({ x: () => mul(dy, mul(y, sub(1, y))) })),
  },
  {
    kernelName: Reshape,
    inputsToSave: ['x'],
    gradFunc: gradient((dy, [x]) => ({ x: () => reshape(dy, x.shape) })),
  },
  {
    kernelName: Transpose,
    gradFunc: gradient((dy, _, attrs) => {
      const perm = attrs.perm as number[];
      const inverse = perm.map((_axis, i) => perm.indexOf(i));
      return { x: () => transpose(dy, inverse) };
    }),
  },
  {
    kernelName: Concat,
    saveAllInputs: true,
    gradFunc: gradient((dy, inputs, attrs) => {
      const axis = attrs.axis as number;
      let begin = 0;
      return Object.fromEntries(
        inputs.map(({ shape }, i) => {
          const from = shape.map((_size, k) => (k === axis ? begin : 0));
          begin += shape[axis];
          return [String(i), () => slice(dy, from, shape)];
        }),
      );
    }),
  },
  {
    kernelName: SplitV,
    // The only operation here with several outputs.
    gradFunc: (dy, _, attrs) => ({ x: () => concat(dy as Tensor[], attrs.axis as number) }),
  },
  {
    kernelName: Softmax,
    outputsToSave: [true],
    gradFunc: gradient((dy, [y]) => ({
      logits: () => {
        const weighted = mul(dy, y);
        return sub(weighted, mul(sum(weighted, -1, true), y));
      },
    })),
  },
  {
    kernelName: Relu,
    outputsToSave: [true],
    gradFunc: gradient((dy, [y]) => ({ x: () => mul(dy, step(y)) })),
  },
  {
    // For pools of 2 x 2 that do not overlap, the only ones in use. Each of several equal maxima gets the whole gradient;
    // after ReLU equal maxima are 0, and ReLU blocks their gradient. Some backends lack tfjs's kernel for this.
    kernelName: MaxPool,
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc: gradient((dy, [x, y]) => ({
      x: () => mul(doubled(dy as Tensor4D), cast(equal(x, doubled(y as Tensor4D)), 'float32')),
    })),
  },
  {
    kernelName: BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc: gradient((dy, [a, b], attrs) => {
      const [ta, tb] = [attrs.transposeA as boolean, attrs.transposeB as boolean];
      return {
        a: () => (ta ? matMul(b, dy, tb, true) : matMul(dy, b, false, !tb)),
        b: () => (tb ? matMul(dy, a, true, ta) : matMul(a, dy, !ta, false)),
      };
    }),
  },
];

type Gradient = (dy: Tensor, saved: Tensor[], attrs: NamedAttrMap) => Record<string, () => Tensor>;

/** For operations with one output, whose incoming gradient is one tensor. */
function gradient(gradientOf: Gradient): GradConfig['gradFunc'] {
  return (dy, saved, attrs) => gradientOf(dy as Tensor, saved, attrs);
}

/** Sums dy over the axes along which x was broadcast. */
function unbroadcast(dy: Tensor, x: Tensor): Tensor {
  const added = dy.rank - x.rank;
  const axes = dy.shape.flatMap((size, i) =>
    i < added || (size > 1 && x.shape[i - added] === 1) ? [i] : [],
  );
  return reshape(axes.length > 0 ? sum(dy, axes) : dy, x.shape);
}
