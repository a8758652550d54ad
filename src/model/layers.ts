import {
  add,
  avgPool,
  concat,
  customGrad,
  fused,
  matMul,
  maxPool,
  mul,
  relu,
  reshape,
  sigmoid,
  softmax,
  split,
  sum,
  tidy,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { lookup } from './lookup';
import { gridOf, inputsOf, type Attention, type Convolution, type Layer, type Network } from './network';

/** A network's parameters on the backend, by name, with the shapes of the weight file. */
export type Parameters = ReadonlyMap<string, Tensor>;

/**
 * The batch normalisation of the layer with this id, on x [batch, height, width, channels], and what directly follows it:
 * `added` [batch, 1, 1, channels], which is added to all pixels of a picture, and SiLU if `activate`.
 */
export type Normalise = (id: string, x: Tensor4D, added: Tensor4D | undefined, activate: boolean) => Tensor4D;

/**
 * Evaluates a network, layer by layer; each value is freed after its last use. Call it within a tidy.
 * @param input [batch, size, size, 2], the picture and the second channel; of points [batch, 1, 2, 2]; still owned by the caller
 * @param e [batch, width], the embedding of (t, label); undefined if no layer reads it
 * @param normalise the batch normalisations, unless they are folded into the parameters
 * @returns the raw output, [batch, size, size, 1]; of points [batch, 1, 2, 1]
 */
export function evaluate(
  network: Network,
  parameters: Parameters,
  input: Tensor4D,
  e: Tensor2D | undefined,
  normalise?: Normalise,
): Tensor4D {
  const lastReader = new Map(network.layers.flatMap((layer) => inputsOf(layer).map((id) => [id, layer.id])));
  const { rows, columns } = gridOf(network);
  const values = new Map<string, Tensor4D>([
    ['input', columns === 1 ? input : toChannels(input, rows, columns)],
  ]);
  const value = (id: string): Tensor4D => lookup(values, id);
  let output = input;
  for (const layer of network.layers) {
    output = tidy(() => evaluateLayer(layer, parameters, value, e, normalise));
    values.set(layer.id, output);
    for (const id of new Set(inputsOf(layer))) {
      if (lastReader.get(id) === layer.id && id !== 'input') value(id).dispose();
    }
  }
  // Of a head's four filters a point has the first two.
  if (network.channels) return reshape(split(output, 2, 3)[0], [output.shape[0], 1, 2, 1]);
  return rows === 1 ? output : toPixels(output, rows);
}

function evaluateLayer(
  layer: Layer,
  parameters: Parameters,
  value: (id: string) => Tensor4D,
  e: Tensor2D | undefined,
  normalise: Normalise | undefined,
): Tensor4D {
  const from = value(layer.from);
  switch (layer.kind) {
    case 'convolution':
      return convolution(layer, parameters, from, e, (layer.residual ?? []).map(value), normalise);
    case 'attention':
      return attention(layer, from);
    case 'max-pool':
      return maxPool(from, 2, 2, 'valid');
    case 'upsample':
      return doubled(from);
    case 'concat':
      return concat([from, value(layer.and)], 3);
  }
}

/** Turns each block of p x q pixels into the channels of one: [batch, height, width, c] to [.., height / p, width / q, p q c]. */
function toChannels(x: Tensor4D, p: number, q: number): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = reshape(x, [(batch * height) / p, p, width / q, q * channels]);
  return reshape(transpose(rows, [0, 2, 1, 3]), [batch, height / p, width / q, p * q * channels]);
}

/** The inverse of toChannels for square blocks. */
export function toPixels(x: Tensor4D, p: number): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const rows = transpose(reshape(x, [batch * height, width, p, channels / p]), [0, 2, 1, 3]);
  return reshape(rows, [batch, height * p, width * p, channels / p / p]);
}

/** Nearest-neighbour upsampling by 2, with its gradient: tfjs's gradient of it is wrong on some backends. */
export function doubled(x: Tensor4D): Tensor4D {
  const operation = customGrad((copied) => ({
    value: toPixels(concat([copied, copied, copied, copied] as Tensor4D[], 3), 2),
    gradFunc: (dy: Tensor) => mul(avgPool(dy as Tensor4D, 2, 2, 'valid'), 4),
  }));
  return operation(x) as Tensor4D;
}

/** Concatenated copies of a vector. Not by `tile`, a kernel that nothing else needs. */
function repeated(x: Tensor1D, copies: number): Tensor1D {
  const operation = customGrad((copied) => ({
    value: concat(Array<Tensor>(copies).fill(copied as Tensor)),
    gradFunc: (dy: Tensor) => sum(reshape(dy, [copies, x.size]), [0]),
  }));
  return operation(x) as Tensor1D;
}

function convolution(
  layer: Convolution,
  parameters: Parameters,
  from: Tensor4D,
  e: Tensor2D | undefined,
  residuals: readonly Tensor4D[],
  normaliseOf: Normalise | undefined,
): Tensor4D {
  const parameter = (name: string): Tensor => lookup(parameters, `${layer.id}.${name}`);
  const normalise = layer.norm && normaliseOf;
  const shift =
    layer.embed && e
      ? projected(e, parameter('embed.kernel') as Tensor2D, parameter('embed.bias') as Tensor1D)
      : undefined;
  let x = from;
  if (normalise && layer.norm === 'before') {
    x = normalise(layer.id, x, undefined, layer.prologue !== undefined);
  } else {
    if (layer.prologue === 'affine-silu') x = add(mul(x, parameter('scale')), parameter('shift'));
    if (layer.prologue) x = silu(x);
  }
  const filter = parameter('kernel') as Tensor4D;
  if (normalise && layer.norm === 'after') {
    x = fused.conv2d({ x, filter, strides: 1, pad: 'same' });
    x = normalise(layer.id, x, shift, layer.activation === 'silu');
    if (layer.activation === 'relu') x = relu(x);
  } else {
    const bias = parameter('bias') as Tensor1D;
    if (layer.transposed) {
      const names = preparedNames(layer.id);
      const [kernel, biases] = parameters.has(names.kernel)
        ? [lookup(parameters, names.kernel) as Tensor4D, lookup(parameters, names.bias) as Tensor1D]
        : blocksOf(filter, bias);
      x = toPixels(fused.conv2d({ x, filter: kernel, bias: biases, strides: 1, pad: 'valid' }), layer.kernel);
    } else
      x = fused.conv2d({ x, filter, bias, strides: layer.stride ?? 1, pad: layer.stride ? 'valid' : 'same' });
    if (shift) x = add(x, shift);
    if (layer.activation) x = layer.activation === 'relu' ? relu(x) : silu(x);
  }
  return residuals.reduce((sum, residual) => add(sum, residual), x);
}

/**
 * In a transposed convolution whose kernel is square and as large as its stride, every input pixel becomes a kh x kw block of
 * its own. So it is a 1x1 convolution to kh * kw * out channels, and a rearrangement. This form is differentiable, and on
 * wasm ten times as fast as tfjs's transposed convolution.
 * @param kernel [kh, kw, out, in]
 * @returns kernel and bias of the 1x1 convolution
 */
function blocksOf(kernel: Tensor4D, bias: Tensor1D): [Tensor4D, Tensor1D] {
  const [kh, kw, filters, channels] = kernel.shape;
  const flat = reshape(kernel, [kh * kw * filters, channels]);
  return [reshape(transpose(flat), [1, 1, channels, kh * kw * filters]), repeated(bias, kh * kw)];
}

/** Names of the prepared 1x1 kernel and bias of a transposed convolution. */
const preparedNames = (id: string) => ({ kernel: `${id}.blocks.kernel`, bias: `${id}.blocks.bias` });

/**
 * The 1x1 kernels and biases of transposed convolutions, to be added to the parameters as long as these do not change. Sampling
 * then need not compute them at every step, and wasm, which packs every kernel tensor that is new to it, packs them once.
 */
export function prepare(network: Network, parameters: Parameters): Map<string, Tensor> {
  const prepared = new Map<string, Tensor>();
  for (const layer of network.layers) {
    if (layer.kind !== 'convolution' || !layer.transposed) continue;
    const parameter = (name: string): Tensor => lookup(parameters, `${layer.id}.${name}`);
    const [kernel, bias] = tidy(() =>
      blocksOf(parameter('kernel') as Tensor4D, parameter('bias') as Tensor1D),
    );
    const names = preparedNames(layer.id);
    prepared.set(names.kernel, kernel).set(names.bias, bias);
  }
  return prepared;
}

/** Linear(e) of e [batch, width], as [batch, 1, 1, filters]: a 1x1 convolution, into which every backend fuses the bias. */
export function projected(e: Tensor2D, kernel: Tensor2D, bias: Tensor1D): Tensor4D {
  const [batch, width] = e.shape;
  const filters = bias.shape[0];
  return fused.conv2d({
    x: reshape(e, [batch, 1, 1, width]),
    filter: reshape(kernel, [1, 1, width, filters]),
    bias,
    strides: 1,
    pad: 'valid',
  });
}

/** Multi-head attention (Vaswani et al. 2017, eq. 1) over the pixels; qkv is [batch, height, width, 3 * heads * d]. */
function attention({ heads }: Attention, qkv: Tensor4D): Tensor4D {
  const [batch, height, width, channels] = qkv.shape;
  const pixels = height * width;
  const d = channels / 3 / heads;
  const [q, k, v] = split(qkv, 3, 3).map((part) =>
    transpose(reshape(part, [batch, pixels, heads, d]), [0, 2, 1, 3]),
  );
  const weights = softmax(mul(matMul(q, k, false, true), 1 / Math.sqrt(d)));
  return reshape(transpose(matMul(weights, v), [0, 2, 1, 3]), [batch, height, width, heads * d]);
}

/** SiLU: x times its sigmoid. */
export function silu<T extends Tensor>(x: T): T {
  return mul(x, sigmoid(x));
}
