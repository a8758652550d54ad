import { conversion, mixture } from '../../diffusion/training/parameterization';
import { fillGaussian, fold, uniform, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { stratifiedTimesteps } from '../../diffusion/training/trainingTimes';
import { numbersOf, type Network } from '../network';

/** Share of pictures that are trained without their label, for guidance (Ho & Salimans 2022). */
const DROPPED_LABELS = 0.1;

/** Pictures, or for a network of points points, to train or to measure on. */
export interface Digits {
  /** [N, size, size] flat bytes, 0 paper, 255 ink; points [N, 2] flat, as the network shall see them. */
  readonly pixels: Uint8Array | Float32Array;
  /** The class of each picture, [N]; of points 0. */
  readonly labels: Uint8Array;
}

/** Noised pictures, with the outputs that a network should have. */
export interface Batch {
  /** [N, size, size] flat, as is the target; points [N, 2]. */
  readonly xt: Float32Array;
  /** What the network's raw output should be. */
  readonly target: Float32Array;
  /** 1..T, one for each picture. */
  readonly times: Int32Array;
  /** 0..classes; `classes` means no class. */
  readonly labels: Int32Array;
  /** |epsilon - epsilonHat|^2 over |target - output|^2, one for each picture. */
  readonly epsilonShare: Float64Array;
}

/** Which pictures a batch has, at which t, with which label and noise: all that it follows from. */
export interface Draw {
  readonly digits: Digits;
  /** Index of each picture in `digits`. */
  readonly chosen: Uint32Array;
  /** 0..classes. */
  readonly labels: Int32Array;
  /** 1..T. */
  readonly times: Int32Array;
  /** Picture i's epsilon is drawn from fold(noise, i). */
  readonly noise: Key;
}

/**
 * Draws a training batch: random pictures, stratified timesteps, some labels dropped. Everything follows from the key.
 * @param count pictures in the batch
 */
export function drawBatch(network: Network, schedule: Schedule, digits: Digits, k: Key, count: number): Draw {
  const [choice, times, noise, drop] = [0, 1, 2, 3].map((n) => fold(k, n));
  const chosen = new Uint32Array(count).map((_, i) => Math.floor(uniform(choice, i) * digits.labels.length));
  const labels = new Int32Array(chosen).map((digit, i) =>
    network.classes === 0 || uniform(drop, i) < DROPPED_LABELS ? network.classes : digits.labels[digit],
  );
  return { digits, chosen, labels, times: stratifiedTimesteps(times, count, schedule.T), noise };
}

/** A training batch, drawn and noised. */
export function trainingBatch(
  network: Network,
  schedule: Schedule,
  digits: Digits,
  k: Key,
  count: number,
): Batch {
  return noised(network, schedule, drawBatch(network, schedule, digits, k, count));
}

/** For each t, |epsilon - epsilonHat|^2 over |target - output|^2. */
export function epsilonShares(network: Network, schedule: Schedule, times: Int32Array): Float64Array {
  return new Float64Array(times).map((t) => conversion(schedule, t, network.output, 'epsilon').output ** 2);
}

/** Adds noise to the pictures of a draw, each at its own t. */
export function noised(
  network: Network,
  schedule: Schedule,
  { digits, chosen, labels, times, noise: k }: Draw,
): Batch {
  const pixels = numbersOf(network);
  const x0Of = valueOf(network);
  const xt = new Float32Array(chosen.length * pixels);
  const target = new Float32Array(xt.length);
  const epsilon = new Float32Array(pixels);
  chosen.forEach((digit, i) => {
    const t = times[i];
    const signal = Math.sqrt(schedule.alphaBar[t]);
    const noise = Math.sqrt(schedule.oneMinusAlphaBar[t]);
    // From x0 and epsilon: from the rounded x_t, x0 would lose precision at large t.
    const weight = mixture(network.output, signal, noise);
    fillGaussian(fold(k, i), epsilon);
    for (let p = 0; p < pixels; p++) {
      const x0 = x0Of(digits.pixels[digit * pixels + p]);
      xt[i * pixels + p] = signal * x0 + noise * epsilon[p];
      target[i * pixels + p] = weight.x0 * x0 + weight.epsilon * epsilon[p];
    }
  });
  return { xt, target, times, labels, epsilonShare: epsilonShares(network, schedule, times) };
}

/** What a network sees of a byte, or of a coordinate of a point. */
function valueOf({ channels, range }: Network): (number: number) => number {
  if (channels) return (coordinate) => coordinate;
  const [paper, ink] = range === 'unit' ? [0, 1] : [-1, 1];
  return (byte) => (byte / 255) * (ink - paper) + paper;
}
