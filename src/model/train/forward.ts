import {
  add,
  concat,
  customGrad,
  fused,
  mean,
  mul,
  reshape,
  square,
  sub,
  tensor2d,
  tensor4d,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { sinusoids } from '../embedding';
import { evaluate, projected, silu, type Normalise, type Parameters } from '../layers';
import { lookup } from '../lookup';
import type { Network } from '../network';
import type { Batch } from './batch';

/**
 * Mean square of target - output of each picture, [N], as a differentiable function of the parameters: the embedding and
 * the templates, which sampling looks up, are here a part of the graph. Call it within a tidy.
 * @param parameters those of trainedShapes
 * @param normalise the batch normalisations
 */
export function squaredErrors(
  network: Network,
  parameters: Parameters,
  batch: Batch,
  normalise: Normalise,
): Tensor1D {
  const { size, classes } = network;
  const shape: [number, number, number, number] = [batch.labels.length, size, size, 1];
  const template = rowsOf(batch.labels, reshape(lookup(parameters, 'template'), [classes + 1, size * size]));
  const input = concat<Tensor4D>([tensor4d(batch.xt, shape), reshape(template, shape)], 3);
  const e = embedded(network, parameters, batch.times, batch.labels);
  return meanSquares(evaluate(network, parameters, input, e, normalise), tensor4d(batch.target, shape));
}

/**
 * The embedding e of (t, label), as embedding.ts computes it, on the backend and differentiable. Call it within a tidy.
 * @param times in the paper's indexing, one a picture
 * @param labels 0..classes, one a picture
 * @returns [N, width]
 */
export function embedded(
  { embedding: { frequencies, width, timeOnly } }: Network,
  parameters: Parameters,
  times: Int32Array,
  labels: Int32Array,
): Tensor2D {
  const waves = new Float32Array(times.length * 2 * frequencies);
  times.forEach((t, i) => waves.set(sinusoids(t - 1, frequencies), i * 2 * frequencies));
  const linear = (x: Tensor2D, name: string): Tensor2D => {
    const kernel = lookup(parameters, `${name}.kernel`) as Tensor2D;
    const bias = lookup(parameters, `${name}.bias`) as Tensor1D;
    return reshape(projected(x, kernel, bias), [times.length, width]);
  };
  const first = silu(linear(tensor2d(waves, [times.length, 2 * frequencies]), 'time.0'));
  if (timeOnly) return first;
  return silu(add(linear(first, 'time.1'), rowsOf(labels, lookup(parameters, 'label') as Tensor2D)));
}

/**
 * The table's rows of the given labels, as a 1x1 convolution of one-hot labels: its gradient every backend has. The
 * one-hot labels are made here; those of tfjs on wasm hold the bits of integers whatever their type.
 */
function rowsOf(labels: Int32Array, table: Tensor2D): Tensor2D {
  const [rows, width] = table.shape;
  const oneHot = new Float32Array(labels.length * rows);
  labels.forEach((label, i) => (oneHot[i * rows + label] = 1));
  const x = tensor4d(oneHot, [labels.length, 1, 1, rows]);
  const filter: Tensor4D = reshape(table, [1, 1, rows, width]);
  return reshape(fused.conv2d({ x, filter, strides: 1, pad: 'valid' }), [labels.length, width]);
}

/** Mean over each picture of (output - target)^2; differentiable in the output alone. */
function meanSquares(output: Tensor4D, target: Tensor4D): Tensor1D {
  const [count, height, width] = output.shape;
  const operation = customGrad((...[x, save]: (Tensor | GradSaveFunc)[]) => {
    const difference = sub<Tensor4D>(x as Tensor4D, target);
    (save as GradSaveFunc)([difference]);
    return {
      value: mean(square(difference), [1, 2, 3]),
      gradFunc: (dy: Tensor, [saved]: Tensor[]) =>
        mul(saved, mul(reshape(dy, [count, 1, 1, 1]), 2 / (height * width))),
    };
  });
  return operation(output) as Tensor1D;
}
