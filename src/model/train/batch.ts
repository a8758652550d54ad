import { conversion } from '../../diffusion/parameterization';
import { fillGaussian, fold, uniform, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import { stratifiedTimesteps } from '../../diffusion/trainingTimes';
import type { Network } from '../network';

/** Share of the pictures whose label is withheld, so that the network also learns to do without (Ho & Salimans 2022). */
const DROPPED = 0.1;

/** Pictures to learn from, or to measure on. */
export interface Digits {
  /** [N, size, size] flat bytes, 0 paper, 255 ink. */
  readonly pixels: Uint8Array;
  /** N classes. */
  readonly labels: Uint8Array;
}

/** Noised pictures, and what a network should say of them. */
export interface Batch {
  /** [N, size, size] flat, as are the targets. */
  readonly xt: Float32Array;
  /** What the network's raw output should be. */
  readonly target: Float32Array;
  /** 1..T, one a picture. */
  readonly times: Int32Array;
  /** 0..classes, `classes` for none. */
  readonly labels: Int32Array;
  /** |epsilon - epsilonHat|^2 is this times |target - output|^2, one a picture. */
  readonly epsilonShare: Float64Array;
}

/**
 * A batch of training: pictures by chance, timesteps stratified, some labels withheld; everything follows from the key.
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
    network.classes === 0 || uniform(drop, i) < DROPPED ? network.classes : digits.labels[digit],
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
 * Noises pictures to x_t, each to its own t.
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
    // Not from the rounded x_t, where epsilon -> x0 would lose digits at large t.
    const [ofX0, ofEpsilon] = { epsilon: [0, 1], x0: [1, 0], v: [-noise, signal], score: [0, -1 / noise] }[
      network.output
    ];
    fillGaussian(fold(k, i), epsilon);
    for (let p = 0; p < pixels; p++) {
      const x0 = (digits.pixels[digit * pixels + p] / 255) * (ink - paper) + paper;
      xt[i * pixels + p] = signal * x0 + noise * epsilon[p];
      target[i * pixels + p] = ofX0 * x0 + ofEpsilon * epsilon[p];
    }
  });
  return { xt, target, times, labels, epsilonShare };
}
