import {
  gather,
  reshape,
  tensor,
  tensor1d,
  tensor2d,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { createEmbedding, linear } from './embedding';
import type { Parameters } from './layers';
import { lookup } from './lookup';
import type { Network, PictureEmbedding } from './network';
import type { Parameter } from './weights';

/** What a network is told beside x_t. */
export interface Condition {
  /** The input's second channel, [N, size, size, 1]. */
  readonly channel: Tensor4D;
  /** [N, width] */
  readonly e: Tensor2D | undefined;
}

/**
 * What to tell a network of (t, labels) when it samples. Call the function that is returned within a tidy.
 * @param weights all parameters
 * @param parameters those on the backend, the template among them if there is one
 */
export function createCondition(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  parameters: Parameters,
): (t: number, labels: number[]) => Condition {
  const { size, embedding } = network;
  if ('picture' in embedding) {
    const picture = createTimePicture(embedding, weights);
    return (t, labels) => {
      const one = picture(t);
      const rows = new Float32Array(labels.length * one.length);
      labels.forEach((_, i) => rows.set(one, i * one.length));
      return { channel: tensor(rows, [labels.length, size, size, 1]), e: undefined };
    };
  }
  const embed = createEmbedding(network, weights);
  const template = lookup(parameters, 'template');
  return (t, labels) => ({
    channel: reshape(gather(template, tensor1d(labels, 'int32')), [labels.length, size, size, 1]),
    e: tensor2d(embed(t, labels), [labels.length, embedding.width]),
  });
}

/** The picture of t, [size * size]: the row of t - 1, which the network counts from 0, and Linear. */
export function createTimePicture(
  { width }: PictureEmbedding,
  weights: ReadonlyMap<string, Parameter>,
): (t: number) => Float64Array {
  const weight = (name: string): Float32Array => lookup(weights, `time.${name}`).data;
  return (t) =>
    linear(weight('table').subarray((t - 1) * width, t * width), weight('kernel'), weight('bias'));
}
