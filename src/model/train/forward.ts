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
  tensor,
  tensor4d,
  transpose,
  type GradSaveFunc,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { sinusoids, vectorEmbedding } from '../embedding';
import { evaluate, projected, silu, type Normalise, type Parameters } from '../layers';
import { lookup } from '../lookup';
import { gridOf, numbersOf, type Network } from '../network';
import type { Batch } from './batch';

/**
 * Mean square of target - output for each picture, [N], as a differentiable function of the parameters. The embedding and the
 * templates, which sampling looks up, are part of the graph here. Call it within a tidy.
 * @param parameters those of trainedShapes
 * @param normalise the batch normalisations
 */
export function squaredErrors(
  network: Network,
  parameters: Parameters,
  batch: Batch,
  normalise: Normalise,
): Tensor1D {
  const shape = [batch.labels.length, network.size, gridOf(network).width] as const;
  const { channel, e } = condition(network, parameters, batch);
  const input = paired(tensor(batch.xt, channel.shape), channel, shape);
  return meanSquares(
    evaluate(network, parameters, input, e, normalise),
    tensor4d(batch.target, [...shape, 1]),
  );
}

/**
 * Two pictures as the channels of one, [...shape, 2]: concatenated, then transposed. Concatenation along the last axis
 * would copy number by number, and so would its gradient.
 */
function paired(xt: Tensor2D, channel: Tensor2D, shape: readonly [number, number, number]): Tensor4D {
  const [count, pixels] = xt.shape;
  const both = reshape(concat([xt, channel], 0), [2, count * pixels]);
  return reshape(transpose(both), [...shape, 2]);
}

/** What the network is given besides x_t: the input's second channel, [N, numbers], and e. */
function condition(
  network: Network,
  parameters: Parameters,
  { times, labels }: Batch,
): { channel: Tensor2D; e: Tensor2D | undefined } {
  const { classes } = network;
  if ('picture' in network.embedding) {
    const table = lookup(parameters, 'time.table') as Tensor2D;
    const rows = rowsOf(
      times.map((t) => t - 1),
      table,
    );
    return { channel: linear(rows, parameters, 'time'), e: undefined };
  }
  const templates: Tensor2D = reshape(lookup(parameters, 'template'), [classes + 1, numbersOf(network)]);
  return { channel: rowsOf(labels, templates), e: embedded(network, parameters, times, labels) };
}

/**
 * The embedding e of (t, label), as embedding.ts computes it, on the backend and differentiable. Call it within a tidy.
 * @param times in the paper's indexing, one a picture
 * @param labels 0..classes, one a picture
 * @returns [N, width]
 */
export function embedded(
  network: Network,
  parameters: Parameters,
  times: Int32Array,
  labels: Int32Array,
): Tensor2D {
  const { frequencies, timeOnly } = vectorEmbedding(network);
  const waves = new Float32Array(times.length * 2 * frequencies);
  times.forEach((t, i) => waves.set(sinusoids(t - 1, frequencies), i * 2 * frequencies));
  const first = silu(linear(tensor(waves, [times.length, 2 * frequencies]), parameters, 'time.0'));
  if (timeOnly) return first;
  const label = rowsOf(labels, lookup(parameters, 'label') as Tensor2D);
  return silu(add(linear(first, parameters, 'time.1'), label));
}

function linear(x: Tensor2D, parameters: Parameters, name: string): Tensor2D {
  const kernel = lookup(parameters, `${name}.kernel`) as Tensor2D;
  const bias = lookup(parameters, `${name}.bias`) as Tensor1D;
  return reshape(projected(x, kernel, bias), [x.shape[0], bias.shape[0]]);
}

/**
 * The table's rows with the given indices, as a 1x1 convolution of one-hot rows, whose gradient every backend has. The one-hot
 * rows are made here, because those of tfjs on wasm always hold the bits of integers.
 */
function rowsOf(indices: Int32Array, table: Tensor2D): Tensor2D {
  const [rows, width] = table.shape;
  const oneHot = new Float32Array(indices.length * rows);
  indices.forEach((row, i) => (oneHot[i * rows + row] = 1));
  const x = tensor4d(oneHot, [indices.length, 1, 1, rows]);
  const filter: Tensor4D = reshape(table, [1, 1, rows, width]);
  return reshape(fused.conv2d({ x, filter, strides: 1, pad: 'valid' }), [indices.length, width]);
}

/** Mean of (output - target)^2 over each picture; differentiable in the output only. */
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
