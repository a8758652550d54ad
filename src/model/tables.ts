import { joinPictures } from '../diffusion/pictures/pixels';
import { networkTimestep } from '../diffusion/inversion';
import type { Schedule } from '../diffusion/schedule';
import type { StepCoefficients } from '../diffusion/steps';
import type { Operation } from '../diffusion/walk';
import { createTimePicture } from './condition';
import { createEmbedding, type Embedding } from './embedding';
import type { Network } from './network';
import { preconditioning } from './preconditioning';
import type { Parameter } from './weights';
import type { StepNumbers } from './compiled/wgsl';

/** One operation of a run with its coefficients. */
export interface Move {
  readonly operation: Operation;
  readonly c: StepCoefficients;
}

/** What a run computes. */
export interface RunRequest {
  readonly schedule: Schedule;
  readonly moves: readonly Move[];
  /** One for each sample, 0..classes. */
  readonly labels: readonly number[];
  readonly guidance: number;
  /** Whether some pixels are known. */
  readonly known: boolean;
  /** Room for so many stored states between two reads; 0 stores none. */
  readonly frames: number;
  /** Every n-th state is stored, beginning with the first. */
  readonly every: number;
  /** Whether frames hold the network's raw output instead of x0Hat. */
  readonly raw?: boolean;
}

/** Everything in a run that depends on t and the labels. */
export interface Tables {
  readonly samples: number;
  /** Pictures that the network sees: the samples, and under guidance as many without a class. */
  readonly pictures: number;
  /** Embeddings, [rows, width] flat: one row for each pair of network timestep and label. */
  readonly e: Float32Array;
  /** The input's second channel, [rows, size, size] flat; undefined if it is the label's template. */
  readonly channel: Float32Array | undefined;
  /** For each picture, the offset from an operation's `row` and `channelRow`. */
  readonly rows: Uint32Array;
  readonly channelRows: Uint32Array;
  readonly steps: readonly StepNumbers[];
}

/** Embeddings by their parameters: they cache what they computed for each t, which serves the next run too. */
const embeddings = new WeakMap<ReadonlyMap<string, Parameter>, Embedding>();

/** Computes, before a run begins, everything that its operations read and that depends on t or the label. */
export function makeTables(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  { schedule, moves, labels, guidance, known, frames, every, raw = false }: RunRequest,
): Tables {
  const { classes, embedding } = network;
  const guided = guidance !== 0 && labels.some((label) => label !== classes);
  const all = guided ? [...labels, ...labels.map(() => classes)] : labels;
  const distinct = [...new Set(all)];
  const asPicture = 'picture' in embedding;
  /** The row of each network timestep: an inpainting visits a timestep several times. */
  const times = new Map<number, number>();
  const steps = moves.map(({ operation: { kind, from, to, visit, leaves }, c }): StepNumbers => {
    const { networkT, scale, shift, outputTransform } = preconditioning(
      network,
      schedule,
      networkTimestep(from),
    );
    if (kind !== 'renoise' && !times.has(networkT)) times.set(networkT, times.size);
    const row = times.get(networkT) ?? 0;
    const keep = frames > 0 && leaves !== undefined && leaves % every === 0;
    return {
      pictures: all.length,
      samples: labels.length,
      row: asPicture ? 0 : row * distinct.length,
      channelRow: asPicture ? row : 0,
      frame: keep ? (leaves / every) % frames : 0,
      keep: Number(keep),
      start: from,
      visit,
      known: Number(known),
      guidance,
      scale,
      shift,
      ...(raw ? { output: 1, xt: 0, constant: 0 } : outputTransform('x0')),
      cX0: c.x0,
      cSecond: c.second ?? 0,
      cXt: c.xt,
      cNoise: c.noise,
      knownSignal: Math.sqrt(schedule.alphaBar[to]),
      knownNoise: Math.sqrt(schedule.oneMinusAlphaBar[to]),
    };
  });
  const common = { samples: labels.length, pictures: all.length, steps };
  if (asPicture) {
    const picture = createTimePicture(embedding, weights);
    const zeros = new Uint32Array(all.length);
    return {
      ...common,
      e: new Float32Array(0),
      channel: joinPictures([...times.keys()].map(picture)),
      rows: zeros,
      channelRows: zeros,
    };
  }
  const embed = embeddings.get(weights) ?? createEmbedding(network, weights);
  embeddings.set(weights, embed);
  return {
    ...common,
    e: joinPictures([...times.keys()].map((t) => embed(t, distinct))),
    channel: undefined,
    rows: Uint32Array.from(all, (label) => distinct.indexOf(label)),
    channelRows: Uint32Array.from(all),
  };
}
