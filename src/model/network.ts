import type { Prediction } from '../diffusion/training/parameterization';
import type { ScheduleName } from '../diffusion/schedule';
import { lookup } from './lookup';
import { totalElements } from './shapes';

/**
 * A convolution and everything fused with it, in this order: prologue, kernel, bias, Linear(e) added to the channels,
 * activation, residuals.
 */
export interface Convolution {
  readonly kind: 'convolution';
  readonly id: string;
  /** The layer that it reads, or 'input'. */
  readonly from: string;
  readonly filters: number;
  /** Height and width of the kernel. Stride 1 pads with zeros to the same size; with stride 2 no two windows overlap. */
  readonly kernel: number;
  readonly stride?: 2;
  /** Doubles height and width instead of halving them; the kernel is stored [kh, kw, out, in]. */
  readonly transposed?: true;
  readonly embed?: true;
  readonly activation?: 'silu' | 'relu';
  /** SiLU before the kernel; with 'affine-silu' a per-channel scale and shift before that. */
  readonly prologue?: 'affine-silu' | 'silu';
  /** Layers whose outputs are added to the output. */
  readonly residual?: readonly string[];
  /**
   * Where training has a batch normalisation: before the layer's prologue and kernel, or right after its kernel, which then
   * has no bias. Sampling has none: it is folded into the kernel and bias, or into the prologue's scale and shift.
   */
  readonly norm?: 'before' | 'after';
  /** How many times as wide as in PyTorch kernel and bias begin; 0: they begin at zero. */
  readonly spread?: number;
}

/** softmax(q k^T / sqrt(d)) v over all pixels; the input's channels are q, k and v, each heads x d. */
export interface Attention {
  readonly kind: 'attention';
  readonly id: string;
  readonly from: string;
  readonly heads: number;
}

/** Halves height and width (the maximum of each 2 x 2 pixels), or doubles them (each pixel four times). */
export interface Resize {
  readonly kind: 'max-pool' | 'upsample';
  readonly id: string;
  readonly from: string;
}

/** The channels of `from`, then those of `and`, of the same height and width. */
export interface Concat {
  readonly kind: 'concat';
  readonly id: string;
  readonly from: string;
  readonly and: string;
}

export type Layer = Convolution | Attention | Resize | Concat;

/**
 * A vector e of the given width, which the layers with `embed` read: sines and cosines of t, Linear, SiLU, Linear, plus the
 * label's row, SiLU. With `timeOnly` it is one Linear and SiLU, and the label enters through its template alone. The template
 * is the input's second channel, one for each label.
 */
export interface VectorEmbedding {
  readonly frequencies: number;
  readonly width: number;
  readonly timeOnly?: true;
}

/** A trained row for each t, [T, width], and Linear to a picture, the input's second channel. Labels have no effect. */
export interface PictureEmbedding {
  readonly picture: true;
  readonly width: number;
}

/** A network as data. Shapes, parameters, cost, the tfjs function and the shaders are all derived from it. */
export interface Network {
  readonly name: string;
  /** Height and width of its pictures, pixels. */
  readonly size: number;
  /** Numbers of a pixel, 1 by default. With 2 a picture is a point of the plane: of size 1, without patches and classes. */
  readonly channels?: 2;
  /** The range of its pixels: -1 (paper) to 1 (ink) by default, or 0 to 1. */
  readonly range?: 'unit';
  /** Number of classes; the label `classes` means no class. */
  readonly classes: number;
  /** Side of the pixel blocks that become channels before the first layer, and pixels again after the last; default 1. */
  readonly patch?: 2;
  /** How t and the label enter. */
  readonly embedding: VectorEmbedding | PictureEmbedding;
  /** Initial weights: as in PyTorch by default, or as in Keras (Glorot & Bengio 2010, eq. 16). */
  readonly initialiser?: 'glorot';
  /** What its raw output is. */
  readonly output: Prediction;
  readonly trainedOn: { readonly schedule: ScheduleName; readonly T: number };
  /** In order of evaluation; the last one's output is the network's. */
  readonly layers: readonly Layer[];
}

/** Numbers of a picture: one for each pixel, or the two of a point. */
export const numbersOf = (network: Pick<Network, 'size' | 'channels'>): number =>
  network.size ** 2 * (network.channels ?? 1);

/**
 * A picture as rows of `width` numbers, of which blocks of `rows` times `columns` are one place of the input and of the output: a
 * patch of pixels, or a point. In the input each number is followed by that of the second channel; of an output with more channels
 * than a block has numbers, the others are not read.
 */
export function gridOf(network: Pick<Network, 'size' | 'patch' | 'channels'>): {
  readonly width: number;
  readonly rows: number;
  readonly columns: number;
} {
  const rows: number = network.patch ?? 1;
  const channels: number = network.channels ?? 1;
  return { width: network.size * channels, rows, columns: rows * channels };
}

/** Height, width, channels. */
export type LayerShape = readonly [number, number, number];

/** The ids that a layer reads, in no particular order, possibly with repeats. */
export function inputsOf(layer: Layer): string[] {
  switch (layer.kind) {
    case 'convolution':
      return [layer.from, ...(layer.residual ?? [])];
    case 'concat':
      return [layer.from, layer.and];
    case 'attention':
    case 'max-pool':
    case 'upsample':
      return [layer.from];
  }
}

/**
 * Shapes of the first layer's input and of every layer's output, by id.
 * @throws Error if the layers do not fit together, or if a network of points is also one of pictures
 */
export function layerShapes(network: Network): Map<string, LayerShape> {
  const { name, size, channels, patch, classes, embedding } = network;
  if (channels && (size !== 1 || patch || classes > 0 || 'picture' in embedding))
    throw new Error(`${name} is of points and has a size, patches, classes or pictures of t`);
  const { rows, columns } = gridOf(network);
  const side = size / rows;
  const shapes = new Map<string, LayerShape>([['input', [side, side, 2 * rows * columns]]]);
  for (const layer of network.layers) {
    for (const id of inputsOf(layer))
      if (!shapes.has(id)) throw new Error(`${layer.id} reads ${id}, which is not there`);
    const shape = outputShape(
      layer,
      inputsOf(layer).map((id) => lookup(shapes, id)),
    );
    if (layer.kind === 'convolution') {
      if (layer.embed && 'picture' in network.embedding)
        throw new Error(`${layer.id} reads an embedding, which ${network.name} does not have`);
      for (const id of layer.residual ?? []) {
        if (lookup(shapes, id).join() !== shape.join())
          throw new Error(`${layer.id} adds ${id} of another shape`);
      }
    }
    shapes.set(layer.id, shape);
  }
  return shapes;
}

function outputShape(layer: Layer, [[height, width, channels], other]: readonly LayerShape[]): LayerShape {
  switch (layer.kind) {
    case 'max-pool':
      return [height / 2, width / 2, channels];
    case 'upsample':
      return [height * 2, width * 2, channels];
    case 'concat':
      if (other[0] !== height || other[1] !== width)
        throw new Error(`${layer.id} joins ${layer.and} of another size`);
      return [height, width, channels + other[2]];
    case 'attention':
      if (channels % (3 * layer.heads) !== 0)
        throw new Error(`${layer.id} cannot split ${channels} channels`);
      return [height, width, channels / 3];
    case 'convolution': {
      const scale = layer.stride === undefined ? 1 : layer.transposed ? layer.stride : 1 / layer.stride;
      return [height * scale, width * scale, layer.filters];
    }
  }
}

/** Name and shape of every parameter, in the order of the weight file. Kernels are [kh, kw, in, out] and [in, out]. */
export function parameterShapes(network: Network): Map<string, readonly number[]> {
  const parameters = new Map(conditionShapes(network));
  const shapes = layerShapes(network);
  for (const layer of network.layers) {
    if (layer.kind !== 'convolution') continue;
    const { id, kernel, filters } = layer;
    const channels = lookup(shapes, layer.from)[2];
    if (layer.prologue === 'affine-silu') {
      parameters.set(`${id}.scale`, [channels]).set(`${id}.shift`, [channels]);
    }
    parameters.set(
      `${id}.kernel`,
      layer.transposed ? [kernel, kernel, filters, channels] : [kernel, kernel, channels, filters],
    );
    parameters.set(`${id}.bias`, [filters]);
    if (layer.embed) {
      parameters
        .set(`${id}.embed.kernel`, [network.embedding.width, filters])
        .set(`${id}.embed.bias`, [filters]);
    }
  }
  return parameters;
}

/** The parameters through which t and the label enter. */
function conditionShapes(network: Network): [string, readonly number[]][] {
  const { size, classes, embedding, trainedOn } = network;
  const { width } = embedding;
  if ('picture' in embedding) {
    return [
      ['time.table', [trainedOn.T, width]],
      ['time.kernel', [width, numbersOf(network)]],
      ['time.bias', [numbersOf(network)]],
    ];
  }
  const template: [string, number[]] = ['template', [classes + 1, size, gridOf(network).width]];
  const first: [string, number[]][] = [
    ['time.0.kernel', [2 * embedding.frequencies, width]],
    ['time.0.bias', [width]],
  ];
  if (embedding.timeOnly) return [template, ...first];
  return [
    template,
    ['label', [classes + 1, width]],
    ...first,
    ['time.1.kernel', [width, width]],
    ['time.1.bias', [width]],
  ];
}

/** Number of parameters: what the weight file holds, and what a network samples with. */
export function countParameters(network: Network): number {
  return totalElements(parameterShapes(network).values());
}

/** Multiply-adds of one evaluation of one picture: kernels, Linear(e), and attention's two products. */
export function countMacs(network: Network): number {
  return [...layerMacs(network).values()].reduce((sum, macs) => sum + macs, 0);
}

/** The same of each layer, by id. */
export function layerMacs(network: Network): Map<string, number> {
  const shapes = layerShapes(network);
  return new Map(
    network.layers.map((layer) => {
      const [height, width, channels] = lookup(shapes, layer.from);
      const [outHeight, outWidth, filters] = lookup(shapes, layer.id);
      switch (layer.kind) {
        case 'attention':
          return [layer.id, 2 * (height * width) ** 2 * filters];
        case 'convolution': {
          // A transposed kernel is applied at each input pixel, any other at each output pixel.
          const positions = layer.transposed ? height * width : outHeight * outWidth;
          const embed = layer.embed ? network.embedding.width * filters : 0;
          return [layer.id, positions * layer.kernel ** 2 * channels * filters + embed];
        }
        case 'max-pool':
        case 'upsample':
        case 'concat':
          return [layer.id, 0];
      }
    }),
  );
}
