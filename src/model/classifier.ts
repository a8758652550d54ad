import {
  abs,
  add,
  concat,
  dispose,
  fused,
  matMul,
  maxPool,
  mean,
  reshape,
  slice,
  sqrt,
  square,
  sub,
  tensor,
  tidy,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { lookup } from './lookup';
import { readSafetensors } from './safetensors';

/** Features of a picture. */
export const FEATURES = 128;
/** Statistics of a picture's first layer. */
export const GRAIN = 96;
const CONVOLUTIONS = 6;
/** Convolutions that are followed by pooling. */
const POOLED_AFTER: readonly number[] = [1, 3];

/** An MNIST classifier that judges samples; trained separately (tools/pretrain/classifier.py). */
export interface Classifier {
  /**
   * One evaluation. Call it within a tidy.
   * @param x [N, 28, 28, 1], in [-1, 1]
   * @returns features [N, 128], the means of the last maps, which describe shapes; grain [N, 96], for each map of the first
   *   layer its mean, standard deviation and mean difference of horizontal neighbours, which detect smudges; logits [N, 10]
   */
  classify(x: Tensor4D): { features: Tensor2D; grain: Tensor2D; logits: Tensor2D };
  dispose(): void;
}

/**
 * Puts the classifier on the current backend: six 3 x 3 convolutions with ReLU (32, 32, pool, 64, 64, pool, 128, 128), the mean
 * over the pixels, one linear layer.
 * @param file its safetensors file, with kernels in PyTorch's layout: [out, in, kh, kw] and [out, in]
 * @throws Error with the reason, as a clause in which 'it' is the file
 */
export function createClassifier(file: ArrayBuffer): Classifier {
  const { tensors } = readSafetensors(file);
  const parameters: ReadonlyMap<string, Tensor> = new Map(
    [...tensors].map(([name, { shape, data }]) => [
      name,
      tidy(() => {
        const stored = tensor(data, [...shape]);
        return shape.length === 1 ? stored : transpose(stored, shape.length === 4 ? [2, 3, 1, 0] : [1, 0]);
      }),
    ]),
  );
  return {
    classify(x) {
      let maps = x;
      let firstMaps = x;
      for (let i = 0; i < CONVOLUTIONS; i++) {
        const filter = lookup(parameters, `conv${i}.weight`) as Tensor4D;
        const bias = lookup(parameters, `conv${i}.bias`) as Tensor1D;
        maps = fused.conv2d({ x: maps, filter, bias, strides: 1, pad: 'same', activation: 'relu' });
        if (i === 0) firstMaps = maps;
        if (POOLED_AFTER.includes(i)) maps = maxPool(maps, 2, 2, 'valid');
      }
      const features: Tensor2D = mean(maps, [1, 2]);
      const weight = lookup(parameters, 'out.weight') as Tensor2D;
      return {
        features,
        grain: grainOf(firstMaps),
        logits: add(matMul(features, weight), lookup(parameters, 'out.bias')),
      };
    },
    dispose: () => dispose([...parameters.values()]),
  };
}

/** Statistics of maps [N, height, width, C], as [N, 3 C]. */
function grainOf(maps: Tensor4D): Tensor2D {
  const [, height, width] = maps.shape;
  const level: Tensor4D = mean(maps, [1, 2], true);
  const variance: Tensor2D = mean(square(sub(maps, level)), [1, 2]);
  const left = slice(maps, [0, 0, 0, 0], [-1, height, width - 1, -1]);
  const right = slice(maps, [0, 0, 1, 0], [-1, height, width - 1, -1]);
  const roughness: Tensor2D = mean(abs(sub(right, left)), [1, 2]);
  return concat([reshape(level, variance.shape), sqrt(variance), roughness], 1);
}
