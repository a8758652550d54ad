import { sinusoids, vectorEmbedding } from '../embedding';
import { lookup } from '../lookup';
import {
  gridOf,
  inputsOf,
  numbersOf,
  type Attention,
  type Convolution,
  type Layer,
  type Network,
} from '../network';
import type { Batch } from './batch';

/** [batch, height, width, channels] flat. */
interface Values {
  readonly shape: readonly [number, number, number, number];
  readonly data: Float64Array;
}
type Numbers = ReadonlyMap<string, Float64Array>;

/**
 * The training loss, the weighted mean of the pictures' squared errors, by plain loops in float64: an independent
 * computation, exact enough for central differences. Batch normalisations use the statistics of the batch.
 * @param parameters those of trainedShapes
 * @param observed receives the batch's means and biased variances
 */
export function lossInFloat64(
  network: Network,
  parameters: Numbers,
  batch: Batch,
  weights: ArrayLike<number>,
  observed = new Map<string, Float64Array>(),
): number {
  const output = outputOf(network, parameters, batch, observed);
  const pixels = numbersOf(network);
  return batch.labels.reduce((sum, _, n) => {
    let error = 0;
    for (let p = n * pixels; p < (n + 1) * pixels; p++) error += (output[p] - batch.target[p]) ** 2;
    return sum + (error * weights[n]) / pixels / batch.labels.length;
  }, 0);
}

function outputOf(
  network: Network,
  parameters: Numbers,
  batch: Batch,
  observed: Map<string, Float64Array>,
): Float64Array {
  const { size, layers } = network;
  const { width } = gridOf(network);
  const count = batch.labels.length;
  const conditioning = Array.from(batch.times, (t, n) => conditions(network, parameters, t, batch.labels[n]));
  const pairs = filled([count, size, width, 2], (n, y, x, c) =>
    c === 0 ? batch.xt[(n * size + y) * width + x] : conditioning[n].channel[y * width + x],
  );
  const input: Values = { ...pairs, shape: [count, size, size, (2 * width) / size] };
  const e = conditioning.map(({ e }) => e);
  const values = new Map([['input', network.patch ? toChannels(input) : input]]);
  for (const layer of layers) {
    const inputs = inputsOf(layer).map((id) => lookup(values, id));
    values.set(layer.id, evaluated(layer, parameters, inputs, e, observed));
  }
  const last = lookup(values, layers[layers.length - 1].id);
  if (network.channels) return filled([count, 1, 1, 2], (n, _, __, c) => last.data[4 * n + c]).data;
  return (network.patch ? toPixels(last) : last).data;
}

function evaluated(
  layer: Layer,
  parameters: Numbers,
  [from, ...others]: readonly Values[],
  e: readonly Float64Array[],
  observed: Map<string, Float64Array>,
): Values {
  const [n, h, w, k] = from.shape;
  switch (layer.kind) {
    case 'convolution':
      return convolution(layer, parameters, from, e, others, observed);
    case 'attention':
      return attention(layer, from);
    case 'max-pool':
      return filled([n, h / 2, w / 2, k], (i, y, x, c) =>
        Math.max(...[0, 1, 2, 3].map((p) => at(from, i, 2 * y + (p >> 1), 2 * x + (p % 2), c))),
      );
    case 'upsample':
      return filled([n, 2 * h, 2 * w, k], (i, y, x, c) => at(from, i, y >> 1, x >> 1, c));
    case 'concat':
      return filled([n, h, w, k + others[0].shape[3]], (i, y, x, c) =>
        c < k ? at(from, i, y, x, c) : at(others[0], i, y, x, c - k),
      );
  }
}

function filled(
  shape: Values['shape'],
  valueAt: (n: number, y: number, x: number, c: number) => number,
): Values {
  const data = new Float64Array(shape.reduce((a, b) => a * b));
  let i = 0;
  for (let n = 0; n < shape[0]; n++)
    for (let y = 0; y < shape[1]; y++)
      for (let x = 0; x < shape[2]; x++) for (let c = 0; c < shape[3]; c++) data[i++] = valueAt(n, y, x, c);
  return { shape, data };
}

const at = ({ shape: [, h, w, k], data }: Values, n: number, y: number, x: number, c: number): number =>
  y < 0 || y >= h || x < 0 || x >= w ? 0 : data[((n * h + y) * w + x) * k + c];

const toChannels = (v: Values): Values => {
  const [n, h, w, k] = v.shape;
  return filled([n, h / 2, w / 2, 4 * k], (i, y, x, c) =>
    at(v, i, 2 * y + Math.floor(c / (2 * k)), 2 * x + (Math.floor(c / k) % 2), c % k),
  );
};

const toPixels = (v: Values): Values => {
  const [n, h, w, k] = v.shape;
  return filled([n, 2 * h, 2 * w, k / 4], (i, y, x, c) =>
    at(v, i, y >> 1, x >> 1, ((y % 2) * 2 + (x % 2)) * (k / 4) + c),
  );
};

const silu = (x: number): number => x / (1 + Math.exp(-x));

const mapped = ({ shape, data }: Values, of: (x: number, i: number) => number): Values => ({
  shape,
  data: data.map(of),
});

function linear(x: ArrayLike<number>, kernel: Float64Array, bias: Float64Array): Float64Array {
  return bias.map((b, j) => Array.from(x).reduce((sum, v, i) => sum + v * kernel[i * bias.length + j], b));
}

/** The input's second channel, and e. */
function conditions(
  network: Network,
  p: Numbers,
  t: number,
  label: number,
): { channel: Float64Array; e: Float64Array } {
  const { embedding: how } = network;
  const rowOf = (name: string, row: number, width: number): Float64Array =>
    lookup(p, name).subarray(row * width, (row + 1) * width);
  if ('picture' in how) {
    const row = rowOf('time.table', t - 1, how.width);
    return { channel: linear(row, lookup(p, 'time.kernel'), lookup(p, 'time.bias')), e: new Float64Array() };
  }
  return { channel: rowOf('template', label, numbersOf(network)), e: embedding(network, p, t, label) };
}

function embedding(network: Network, p: Numbers, t: number, label: number): Float64Array {
  const shape = vectorEmbedding(network);
  const get = (name: string): Float64Array => lookup(p, name);
  const waves = sinusoids(t - 1, shape.frequencies);
  const first = linear(waves, get('time.0.kernel'), get('time.0.bias')).map(silu);
  if (shape.timeOnly) return first;
  const row = get('label').subarray(label * shape.width, (label + 1) * shape.width);
  return linear(first, get('time.1.kernel'), get('time.1.bias')).map((v, i) => silu(v + row[i]));
}

function convolution(
  layer: Convolution,
  parameters: Numbers,
  from: Values,
  e: readonly Float64Array[],
  added: readonly Values[],
  observed: Map<string, Float64Array>,
): Values {
  const get = (name: string): Float64Array => lookup(parameters, `${layer.id}.${name}`);
  let x = layer.norm === 'before' ? batchNorm(layer.id, parameters, from, observed) : from;
  if (layer.prologue) x = mapped(x, silu);
  const { filters, kernel: k, stride = 1 } = layer;
  const [n, h, w, inputs] = x.shape;
  const kernel = get('kernel');
  const scale = layer.transposed ? stride : 1 / stride;
  const before = stride === 1 ? (k - 1) / 2 : 0;
  x = filled([n, h * scale, w * scale, filters], (i, y, z, f) => {
    let sum = layer.norm === 'after' ? 0 : get('bias')[f];
    for (let c = 0; c < inputs; c++) {
      if (layer.transposed) {
        const tap = (y % stride) * k + (z % stride);
        sum +=
          at(from, i, Math.floor(y / stride), Math.floor(z / stride), c) *
          kernel[(tap * filters + f) * inputs + c];
        continue;
      }
      for (let tap = 0; tap < k * k; tap++) {
        const [row, column] = [y * stride + Math.floor(tap / k) - before, z * stride + (tap % k) - before];
        sum += at(x, i, row, column, c) * kernel[(tap * inputs + c) * filters + f];
      }
    }
    return sum;
  });
  if (layer.norm === 'after') x = batchNorm(layer.id, parameters, x, observed);
  if (layer.embed) {
    const shifts = e.map((row) => linear(row, get('embed.kernel'), get('embed.bias')));
    const picture = x.data.length / n;
    x = mapped(x, (v, i) => v + shifts[Math.floor(i / picture)][i % filters]);
  }
  if (layer.activation) x = mapped(x, layer.activation === 'relu' ? (v) => Math.max(0, v) : silu);
  return added.reduce((sum, other) => mapped(sum, (v, i) => v + other.data[i]), x);
}

/** Ioffe & Szegedy 2015, algorithm 1. */
function batchNorm(id: string, p: Numbers, x: Values, observed: Map<string, Float64Array>): Values {
  const channels = x.shape[3];
  const [gamma, beta] = [lookup(p, `${id}.bn.scale`), lookup(p, `${id}.bn.shift`)];
  const meanOf = (of: (v: number, c: number) => number): Float64Array => {
    const sums = new Float64Array(channels);
    x.data.forEach((v, i) => (sums[i % channels] += of(v, i % channels)));
    return sums.map((sum) => (sum * channels) / x.data.length);
  };
  const mean = meanOf((v) => v);
  const variance = meanOf((v, c) => (v - mean[c]) ** 2);
  observed.set(`${id}.bn.mean`, mean).set(`${id}.bn.variance`, variance);
  return mapped(x, (v, i) => {
    const c = i % channels;
    return ((v - mean[c]) / Math.sqrt(variance[c] + 1e-5)) * gamma[c] + beta[c];
  });
}

function attention({ heads }: Attention, qkv: Values): Values {
  const [n, h, w, channels] = qkv.shape;
  const d = channels / 3 / heads;
  const pixels = h * w;
  const part = (i: number, pixel: number, which: number, c: number): number =>
    qkv.data[(i * pixels + pixel) * channels + (which * channels) / 3 + c];
  return filled([n, h, w, channels / 3], (i, y, x, c) => {
    const head = Math.floor(c / d) * d;
    const scores = Array.from({ length: pixels }, (_, key) => {
      let sum = 0;
      for (let j = head; j < head + d; j++) sum += part(i, y * w + x, 0, j) * part(i, key, 1, j);
      return Math.exp(sum / Math.sqrt(d));
    });
    const total = scores.reduce((a, b) => a + b);
    return scores.reduce((sum, score, key) => sum + (score / total) * part(i, key, 2, c), 0);
  });
}
