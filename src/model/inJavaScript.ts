import { linear, silu } from './float64';
import { lookup } from './lookup';
import {
  gridOf,
  layerShapes,
  type Attention,
  type Convolution,
  type LayerShape,
  type Network,
} from './network';
import type { Parameter } from './weights';

/** [height, width, channels] flat. */
type Values = Float64Array;

/**
 * A network's raw output for one picture, by plain loops in float64: slow, but correct on every machine.
 * @param input [size, size, 2] flat, the picture and the second channel; of a point [2, 2]
 * @param e [width], the embedding of (t, label); undefined if no layer reads it
 * @returns [size, size] flat; of a point [2]
 */
export function evaluateInJavaScript(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  input: Values,
  e: ArrayLike<number> | undefined,
): Values {
  const { layers } = network;
  const shapes = layerShapes(network);
  const values = new Map<string, Values>([['input', toPlaces(input, network, lookup(shapes, 'input'))]]);
  const value = (id: string): Values => lookup(values, id);
  let output = input;
  for (const layer of layers) {
    const from = value(layer.from);
    const shape = lookup(shapes, layer.from);
    const to = lookup(shapes, layer.id);
    switch (layer.kind) {
      case 'convolution':
        output = convolution(layer, weights, from, shape, to, e);
        for (const id of layer.residual ?? []) output = output.map((x, i) => x + value(id)[i]);
        break;
      case 'attention':
        output = attention(layer, from, to);
        break;
      case 'max-pool':
        output = valuesOf(to, (y, x, c) =>
          Math.max(...[0, 1, 2, 3].map((k) => from[at(shape, 2 * y + (k >> 1), 2 * x + (k & 1), c)])),
        );
        break;
      case 'upsample':
        output = valuesOf(to, (y, x, c) => from[at(shape, y >> 1, x >> 1, c)]);
        break;
      case 'concat': {
        const other = lookup(shapes, layer.and);
        const and = value(layer.and);
        output = valuesOf(to, (y, x, c) =>
          c < shape[2] ? from[at(shape, y, x, c)] : and[at(other, y, x, c - shape[2])],
        );
      }
    }
    values.set(layer.id, output);
  }
  return toPixels(output, network, lookup(shapes, layers[layers.length - 1].id));
}

const at = ([, width, channels]: LayerShape, y: number, x: number, c: number): number =>
  (y * width + x) * channels + c;

/** Values of the given shape, each computed from its position. */
function valuesOf(
  [height, width, channels]: LayerShape,
  valueAt: (y: number, x: number, c: number) => number,
): Values {
  const out = new Float64Array(height * width * channels);
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) out[i++] = valueAt(y, x, c);
  return out;
}

/** Turns each block of numbers, in pairs with those of the second channel, into the channels of one place. */
function toPlaces(input: Values, network: Network, shape: LayerShape): Values {
  const { width, rows, columns } = gridOf(network);
  return valuesOf(shape, (y, x, c) => {
    const i = Math.floor(c / 2);
    const row = y * rows + Math.floor(i / columns);
    return input[(row * width + x * columns + (i % columns)) * 2 + (c % 2)];
  });
}

/** The inverse of toPlaces, for one number instead of each pair. */
function toPixels(output: Values, network: Network, shape: LayerShape): Values {
  const { width, rows, columns } = gridOf(network);
  return valuesOf([network.size, width, 1], (y, x) => {
    const first = at(shape, Math.floor(y / rows), Math.floor(x / columns), 0);
    return output[first + (y % rows) * columns + (x % columns)];
  });
}

function convolution(
  { id, kernel, transposed, embed, activation, prologue, ...layer }: Convolution,
  weights: ReadonlyMap<string, Parameter>,
  from: Values,
  shape: LayerShape,
  to: LayerShape,
  e: ArrayLike<number> | undefined,
): Values {
  const stride: number = layer.stride ?? 1;
  const weight = (name: string): Float32Array => lookup(weights, `${id}.${name}`).data;
  const [height, width, channels] = shape;
  const [rows, columns, filters] = to;
  const kernels = Float64Array.from(weight('kernel'));
  let x = from;
  if (prologue === 'affine-silu') {
    const [scale, shift] = [weight('scale'), weight('shift')];
    x = x.map((v, i) => v * scale[i % channels] + shift[i % channels]);
  }
  if (prologue) x = x.map(silu);
  const bias = Float64Array.from(weight('bias'));
  const shift =
    embed && e ? linear(e, weight('embed.kernel'), weight('embed.bias')) : new Float64Array(filters);
  const pad = stride === 1 ? (kernel - 1) / 2 : 0;
  const out = new Float64Array(rows * columns * filters);
  const add = (o: number, i: number, tap: number): void => {
    const first = tap * channels * filters;
    const matrix = kernels.subarray(first, first + channels * filters);
    const product = transposed ? addTransposed : addProduct;
    product(out.subarray(o, o + filters), x.subarray(i, i + channels), matrix);
  };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const o = at(to, row, column, 0);
      if (transposed) {
        const tap = (row % stride) * kernel + (column % stride);
        add(o, at(shape, Math.floor(row / stride), Math.floor(column / stride), 0), tap);
      } else
        for (let tap = 0; tap < kernel * kernel; tap++) {
          const y = row * stride + Math.floor(tap / kernel) - pad;
          const z = column * stride + (tap % kernel) - pad;
          if (y >= 0 && y < height && z >= 0 && z < width) add(o, at(shape, y, z, 0), tap);
        }
      for (let f = 0; f < filters; f++) {
        const v = out[o + f] + bias[f] + shift[f];
        out[o + f] = activation === 'silu' ? silu(v) : activation === 'relu' ? Math.max(0, v) : v;
      }
    }
  return out;
}

/** Adds x times the matrix [x.length, out.length] to `out`. Four rows at once: a page begins with a proof, and that with this. */
function addProduct(out: Values, x: Values, matrix: Values): void {
  const filters = out.length;
  const whole = x.length - (x.length % 4);
  for (let c = 0; c < whole; c += 4) {
    const x0 = x[c];
    const x1 = x[c + 1];
    const x2 = x[c + 2];
    const x3 = x[c + 3];
    const k0 = c * filters;
    const k1 = k0 + filters;
    const k2 = k1 + filters;
    const k3 = k2 + filters;
    for (let f = 0; f < filters; f++)
      out[f] += x0 * matrix[k0 + f] + x1 * matrix[k1 + f] + x2 * matrix[k2 + f] + x3 * matrix[k3 + f];
  }
  for (let c = whole; c < x.length; c++)
    for (let f = 0; f < filters; f++) out[f] += x[c] * matrix[c * filters + f];
}

/** The same by the matrix [out.length, x.length]. */
function addTransposed(out: Values, x: Values, matrix: Values): void {
  for (let f = 0; f < out.length; f++)
    for (let c = 0; c < x.length; c++) out[f] += x[c] * matrix[f * x.length + c];
}

function attention({ heads }: Attention, qkv: Values, [height, width, channels]: LayerShape): Values {
  const pixels = height * width;
  const d = channels / heads;
  const out = new Float64Array(pixels * channels);
  for (let head = 0; head < heads; head++)
    for (let query = 0; query < pixels; query++) {
      const q = query * 3 * channels + head * d;
      const logits = Array.from({ length: pixels }, (_, key) => {
        const k = key * 3 * channels + channels + head * d;
        let sum = 0;
        for (let i = 0; i < d; i++) sum += qkv[q + i] * qkv[k + i];
        return sum / Math.sqrt(d);
      });
      const largest = Math.max(...logits);
      const shares = logits.map((logit) => Math.exp(logit - largest));
      const sum = shares.reduce((total, share) => total + share, 0);
      for (let key = 0; key < pixels; key++)
        for (let i = 0; i < d; i++) {
          const v = qkv[key * 3 * channels + 2 * channels + head * d + i];
          out[query * channels + head * d + i] += (shares[key] / sum) * v;
        }
    }
  return out;
}
