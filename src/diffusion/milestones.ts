import { fillGaussian, fold, key, STREAM } from './random';

/** From each of these updates on, this many lie between two milestones: often while much changes, rarely later. */
const SPACING = [
  [0, 10],
  [50, 25],
  [100, 50],
  [300, 100],
  [1000, 250],
  [3000, 1000],
  [20_000, 5000],
] as const;

/** Whether a training is looked at after this update: 0, 10, ... 50, 75, 100, 150, ... 300, 400, ... 1000, 1250, ... */
export function isMilestone(update: number): boolean {
  const [from, spacing] = SPACING.findLast(([first]) => update > first) ?? SPACING[0];
  return (update - from) % spacing === 0;
}

/** Samples of the film. */
export const FILM_SAMPLES = 10;

/**
 * What the film's samples are told to be: one of each class, all the same where one class alone is learned.
 * @param learned the class that is learned, 0..9; more for several, of which one that is left out is drawn as well
 * @param classes classes that the network knows; this number itself stands for none
 */
export function filmLabels(learned: number, classes: number): number[] {
  return Array.from({ length: FILM_SAMPLES }, (_, i) =>
    Math.min(learned < FILM_SAMPLES ? learned : i, classes),
  );
}

/**
 * The noise that the film's samples begin with, x_T: sample i's is drawn from fold(fold(fold(key(seed), STREAM.reverse), i), 0),
 * as in every run of the sampler.
 * @param size height and width, pixels
 * @returns [FILM_SAMPLES, size, size] flat
 */
export function filmNoise(seed: number, size: number): Float32Array<ArrayBuffer> {
  const pixels = size * size;
  const noise = new Float32Array(FILM_SAMPLES * pixels);
  const k = fold(key(seed), STREAM.reverse);
  for (let i = 0; i < FILM_SAMPLES; i++)
    fillGaussian(fold(fold(k, i), 0), noise.subarray(i * pixels, (i + 1) * pixels));
  return noise;
}

/** How many milestones come after `update`, up to `goal`. */
export function milestonesBetween(update: number, goal: number): number {
  return SPACING.reduce((sum, [first, spacing], i) => {
    const last = SPACING.at(i + 1)?.[0] ?? Infinity;
    const upTo = (n: number): number => Math.floor((Math.min(Math.max(n, first), last) - first) / spacing);
    return sum + upTo(goal) - upTo(update);
  }, 0);
}
