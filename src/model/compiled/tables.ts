import { askedAt } from '../../diffusion/inversion';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import type { StepCoefficients } from '../../diffusion/steps';
import type { Operation } from '../../diffusion/walk';
import { createTimePicture } from '../condition';
import { createEmbedding, type Embedding } from '../embedding';
import type { Network } from '../network';
import { sightOf } from '../sight';
import type { Parameter } from '../weights';
import type { StepNumbers } from './wgsl';

/** One operation of a run, and its coefficients. */
export interface Move {
  readonly operation: Operation;
  readonly c: StepCoefficients;
}

/** What a run does. */
export interface Asked {
  readonly schedule: Schedule;
  readonly moves: readonly Move[];
  /** One a sample, 0 .. classes. */
  readonly labels: readonly number[];
  readonly guidance: number;
  /** Whether pixels are known. */
  readonly known: boolean;
  /** Places for states that are kept between two reads; 0 keeps none. */
  readonly frames: number;
  /** Of the states that a run leaves, every n-th is kept, the first among them. */
  readonly every: number;
  /** Whether frames hold the network's raw output in the place of x0Hat. */
  readonly raw?: boolean;
}

/** Everything in a run that follows from t and the labels. */
export interface Tables {
  readonly samples: number;
  /** Pictures that the network sees: the samples, and with guidance as many without a class. */
  readonly pictures: number;
  /** Embeddings, [rows, width] flat; a row for every different label of every evaluation. */
  readonly e: Float32Array;
  /** The input's second channel, [rows, size, size] flat, where it is not the template. */
  readonly channel: Float32Array | undefined;
  /** Of each picture, what is added to an operation's `row` and `channelRow`. */
  readonly rows: Uint32Array;
  readonly channelRows: Uint32Array;
  readonly steps: readonly StepNumbers[];
}

/** Embeddings by their parameters: what they know of each t serves the next run, too. */
const kept = new WeakMap<ReadonlyMap<string, Parameter>, Embedding>();

/** All that its shaders read of (t, label), before a run begins. */
export function makeTables(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  { schedule, moves, labels, guidance, known, frames, every, raw = false }: Asked,
): Tables {
  const { classes, embedding } = network;
  const guided = guidance !== 0 && labels.some((label) => label !== classes);
  const all = guided ? [...labels, ...labels.map(() => classes)] : labels;
  const told = [...new Set(all)];
  const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const pictured = 'picture' in embedding;
  /** Each t that the network is told, once: an inpainting comes back to it. */
  const times = new Map<number, number>();
  const steps = moves.map(({ operation: { kind, from, to, visit, leaves }, c }): StepNumbers => {
    const { networkT, scale, shift, reading } = sightOf(network, training, schedule, askedAt(from));
    if (kind !== 'renoise' && !times.has(networkT)) times.set(networkT, times.size);
    const row = times.get(networkT) ?? 0;
    const keep = frames > 0 && leaves !== undefined && leaves % every === 0;
    return {
      pictures: all.length,
      samples: labels.length,
      row: pictured ? 0 : row * told.length,
      channelRow: pictured ? row : 0,
      frame: keep ? (leaves / every) % frames : 0,
      keep: Number(keep),
      start: from,
      visit,
      known: Number(known),
      guidance,
      scale,
      shift,
      ...(raw ? { output: 1, xt: 0, constant: 0 } : reading('x0')),
      cX0: c.x0,
      cXt: c.xt,
      cNoise: c.noise,
      knownSignal: Math.sqrt(schedule.alphaBar[to]),
      knownNoise: Math.sqrt(schedule.oneMinusAlphaBar[to]),
    };
  });
  const common = { samples: labels.length, pictures: all.length, steps };
  if (pictured) {
    const picture = createTimePicture(embedding, weights);
    const none = new Uint32Array(all.length);
    return {
      ...common,
      e: new Float32Array(0),
      channel: joined([...times.keys()].map(picture)),
      rows: none,
      channelRows: none,
    };
  }
  const embed = kept.get(weights) ?? createEmbedding(network, weights);
  kept.set(weights, embed);
  return {
    ...common,
    e: joined([...times.keys()].map((t) => embed(t, told))),
    channel: undefined,
    rows: Uint32Array.from(all, (label) => told.indexOf(label)),
    channelRows: Uint32Array.from(all),
  };
}

function joined(rows: readonly (Float32Array | Float64Array)[]): Float32Array {
  const all = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
