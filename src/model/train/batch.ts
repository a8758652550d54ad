import { conversion, mixture } from '../../diffusion/parameterization';
import { fillGaussian, fold, uniform, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { stratifiedTimesteps } from '../../diffusion/trainingTimes';
import type { Network } from '../network';

/** Share of pictures that are trained without their label, for guidance (Ho & Salimans 2022). */
const DROPPED_LABELS = 0.1;

/** Pictures to train or to measure on. */
export interface Digits {
  /** [N, size, size] flat bytes, 0 paper, 255 ink. */
  readonly pixels: Uint8Array;
  /** The class of each picture, [N]. */
  readonly labels: Uint8Array;
}

/** Noised pictures, with the outputs that a network should have. */
export interface Batch {
  /** [N, size, size] flat, as is the target. */
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

/**
 * A training batch: random pictures, stratified timesteps, some labels dropped. Everything follows from the key.
 * @param count pictures in the batch
 */
export function trainingBatch(
  network: Network,
  schedule: Schedule,
  digits: Digits,
  k: Key,
  count: number,
): Batch {
  const [choice, times, noise, drop] = [0, 1, 2, 3].map((n) => fold(k, n));
  const chosen = Uint32Array.from({ length: count }, (_, i) =>
    Math.floor(uniform(choice, i) * digits.labels.length),
  );
  const labels = Int32Array.from(chosen, (digit, i) =>
    network.classes === 0 || uniform(drop, i) < DROPPED_LABELS ? network.classes : digits.labels[digit],
  );
  return noised(
    network,
    schedule,
    digits,
    chosen,
    labels,
    stratifiedTimesteps(times, count, schedule.T),
    noise,
  );
}

/**
 * Adds noise to pictures, each at its own t.
 * @param chosen index of each picture in `digits`
 * @param k picture i's epsilon is drawn from fold(k, i)
 */
export function noised(
  network: Network,
  schedule: Schedule,
  digits: Digits,
  chosen: Uint32Array,
  labels: Int32Array,
  times: Int32Array,
  k: Key,
): Batch {
  const pixels = network.size ** 2;
  const [paper, ink] = network.range === 'unit' ? [0, 1] : [-1, 1];
  const xt = new Float32Array(chosen.length * pixels);
  const target = new Float32Array(xt.length);
  const epsilon = new Float32Array(pixels);
  const epsilonShare = Float64Array.from(
    times,
    (t) => conversion(schedule, t, network.output, 'epsilon').output ** 2,
  );
  chosen.forEach((digit, i) => {
    const t = times[i];
    const signal = Math.sqrt(schedule.alphaBar[t]);
    const noise = Math.sqrt(schedule.oneMinusAlphaBar[t]);
    // From x0 and epsilon: from the rounded x_t, x0 would lose precision at large t.
    const weight = mixture(network.output, signal, noise);
    fillGaussian(fold(k, i), epsilon);
    for (let p = 0; p < pixels; p++) {
      const x0 = (digits.pixels[digit * pixels + p] / 255) * (ink - paper) + paper;
      xt[i * pixels + p] = signal * x0 + noise * epsilon[p];
      target[i * pixels + p] = weight.x0 * x0 + weight.epsilon * epsilon[p];
    }
  });
  return { xt, target, times, labels, epsilonShare };
}
