import { lookup } from './lookup';
import type { Network, VectorEmbedding } from './network';
import type { Parameter } from './weights';

/**
 * The embedding e of (t, label).
 * @param t the network's timestep in the paper's indexing, 1 .. T
 * @param labels one a row, 0 .. classes
 * @returns [labels.length, width] flat
 */
export type Embedding = (t: number, labels: ArrayLike<number>) => Float32Array;

/**
 * The embedding of a network with the given parameters: sines and cosines of its time, Linear, SiLU, Linear, plus the
 * label's row, SiLU; with `timeOnly` the first Linear and SiLU alone.
 *
 * It depends on nothing else, costs 25,000 multiply-adds for each t, which are done once, and is computed here in
 * float64: the sine of a GPU is off by up to 2e-4 at the arguments that occur. The network was trained to be told t - 1.
 */
export function createEmbedding(network: Network, parameters: ReadonlyMap<string, Parameter>): Embedding {
  const { frequencies, width, timeOnly } = vectorEmbedding(network);
  const weights = (name: string): Float32Array => lookup(parameters, name).data;
  const labelTable = timeOnly ? undefined : weights('label');
  const timeTable = new Map<number, Float64Array>();

  const timeRow = (t: number): Float64Array => {
    const known = timeTable.get(t);
    if (known) return known;
    const waves = sinusoids(t - 1, frequencies);
    const first = linear(waves, weights('time.0.kernel'), weights('time.0.bias'));
    const row = timeOnly ? first : linear(first.map(silu), weights('time.1.kernel'), weights('time.1.bias'));
    timeTable.set(t, row);
    return row;
  };

  return (t, labels) => {
    const time = timeRow(t);
    const rows = new Float32Array(labels.length * width);
    for (let row = 0; row < labels.length; row++) {
      const label = labels[row] * width;
      for (let i = 0; i < width; i++) rows[row * width + i] = silu(time[i] + (labelTable?.[label + i] ?? 0));
    }
    return rows;
  };
}

/** @throws Error if the network is told t in another way */
export function vectorEmbedding({ name, embedding }: Network): VectorEmbedding {
  if ('picture' in embedding) throw new Error(`${name} has no embedding of t that is a vector.`);
  return embedding;
}

/** [sin(t f_i), cos(t f_i)] with f_i = 10000^(-i / n), n each (Vaswani et al. 2017, section 3.5; n = `frequencies`). */
export function sinusoids(t: number, frequencies: number): Float64Array {
  const waves = new Float64Array(2 * frequencies);
  for (let i = 0; i < frequencies; i++) {
    const angle = t * 10000 ** (-i / frequencies);
    waves[i] = Math.sin(angle);
    waves[frequencies + i] = Math.cos(angle);
  }
  return waves;
}

/** y = x W + b in float64, W [x.length, b.length] flat. */
export function linear(
  x: Float64Array | Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
): Float64Array {
  const y = Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < y.length; j++) y[j] += x[i] * kernel[i * y.length + j];
  }
  return y;
}

function silu(x: number): number {
  return x / (1 + Math.exp(-x));
}
