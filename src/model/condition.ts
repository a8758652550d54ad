import { tensor, tensor4d, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs-core';
import { createEmbedding } from './embedding';
import { linear } from './float64';
import { lookup } from './lookup';
import { gridOf, numbersOf, type Network, type PictureEmbedding } from './network';
import type { Parameter } from './weights';

/** What a network is given besides x_t. */
export interface Condition {
  /** The input's second channel, [N, size, size, 1]; of points [N, 1, 2, 1]. */
  readonly channel: Tensor4D;
  /** The embedding, [N, width]; undefined if t enters as a picture. */
  readonly e: Tensor2D | undefined;
}

/**
 * How t and the labels enter a network that samples. Call the returned function within a tidy. The templates are copied
 * together in JavaScript: for a small network, a gather on the backend would take some percent of a step.
 */
export function createCondition(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
): (t: number, labels: number[]) => Condition {
  const { size, embedding } = network;
  const pixels = numbersOf(network);
  const channel = (labels: number[], pictureOf: (label: number) => ArrayLike<number>): Tensor4D => {
    const rows = new Float32Array(labels.length * pixels);
    labels.forEach((label, i) => rows.set(pictureOf(label), i * pixels));
    return tensor4d(rows, [labels.length, size, gridOf(network).width, 1]);
  };
  if ('picture' in embedding) {
    const picture = createTimePicture(embedding, weights);
    return (t, labels) => {
      const shared = picture(t);
      return { channel: channel(labels, () => shared), e: undefined };
    };
  }
  const embed = createEmbedding(network, weights);
  const { data } = lookup(weights, 'template');
  const template = (label: number) => data.subarray(label * pixels, (label + 1) * pixels);
  return (t, labels) => ({
    channel: channel(labels, template),
    e: tensor(embed(t, labels), [labels.length, embedding.width]),
  });
}

/** The picture of t, [size * size] flat: Linear of row t - 1, because the network counts t from 0. */
export function createTimePicture(
  { width }: PictureEmbedding,
  weights: ReadonlyMap<string, Parameter>,
): (t: number) => Float64Array {
  const weight = (name: string): Float32Array => lookup(weights, `time.${name}`).data;
  return (t) =>
    linear(weight('table').subarray((t - 1) * width, t * width), weight('kernel'), weight('bias'));
}
