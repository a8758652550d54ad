import { linear, silu } from './float64';
import { lookup } from './lookup';
import type { Network, VectorEmbedding } from './network';
import type { Parameter } from './weights';

/**
 * The embedding e of (t, label).
 * @param t the network's timestep, counted from 1 as in the paper: 1..T
 * @param labels one for each row, 0..classes
 * @returns [labels.length, width] flat
 */
export type Embedding = (t: number, labels: ArrayLike<number>) => Float32Array;

/**
 * The embedding of a network with the given parameters: sines and cosines of t, Linear, SiLU, Linear, plus the label's row,
 * SiLU; with `timeOnly` only the first Linear and SiLU. The part that depends on t, 25,000 multiply-adds, is computed once
 * for each t.
 *
 * It is computed in JavaScript in float64, because the sine of a GPU is off by up to 2e-4 at these arguments. The network
 * counts its timesteps from 0, so it is given t - 1.
 */
export function createEmbedding(network: Network, parameters: ReadonlyMap<string, Parameter>): Embedding {
  const { frequencies, width, timeOnly } = vectorEmbedding(network);
  const weights = (name: string): Float32Array => lookup(parameters, name).data;
  const labelTable = timeOnly ? undefined : weights('label');
  const timeTable = new Map<number, Float64Array>();

  const timeRow = (t: number): Float64Array => {
    const cached = timeTable.get(t);
    if (cached) return cached;
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

/** @throws Error if t enters the network as a picture */
export function vectorEmbedding({ name, embedding }: Network): VectorEmbedding {
  if ('picture' in embedding) throw new Error(`${name} has no embedding of t that is a vector.`);
  return embedding;
}

/** n sines sin(t f_i) and n cosines cos(t f_i), with f_i = 10000^(-i / n), n = `frequencies` (Vaswani et al. 2017, section 3.5). */
export function sinusoids(t: number, frequencies: number): Float64Array {
  const waves = new Float64Array(2 * frequencies);
  for (let i = 0; i < frequencies; i++) {
    const angle = t * 10000 ** (-i / frequencies);
    waves[i] = Math.sin(angle);
    waves[frequencies + i] = Math.cos(angle);
  }
  return waves;
}
