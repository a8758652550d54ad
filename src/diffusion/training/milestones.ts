import { fillGaussian, fold, sampleKey } from '../random';

/** From each of these updates on, the distance between milestones: short while much changes, longer later. */
const SPACING = [
  [0, 10],
  [50, 25],
  [100, 50],
  [300, 100],
  [1000, 250],
  [3000, 1000],
  [20_000, 5000],
] as const;

/** Whether samples are drawn after this update: 0, 10, ... 50, 75, 100, 150, ... 300, 400, ... 1000, 1250, ... */
export function isMilestone(update: number): boolean {
  const [from, spacing] = SPACING.findLast(([first]) => update > first) ?? SPACING[0];
  return (update - from) % spacing === 0;
}

/** Samples of the film. */
export const FILM_SAMPLES = 10;

/**
 * The labels of the film's samples: one of each class, or all the same if only one class is learned.
 * @param learned the class that is learned, 0..9; a larger number means several (a class that is left out is drawn too)
 * @param classes number of classes of the network; as a label it means no class
 */
export function filmLabels(learned: number, classes: number): number[] {
  return Array.from({ length: FILM_SAMPLES }, (_, i) =>
    Math.min(learned < FILM_SAMPLES ? learned : i, classes),
  );
}

/**
 * The noise x_T that the film's samples start from, drawn as in every run of the sampler.
 * @param size height and width, pixels
 * @returns [FILM_SAMPLES, size, size] flat
 */
export function filmNoise(seed: number, size: number): Float32Array<ArrayBuffer> {
  const pixels = size * size;
  const noise = new Float32Array(FILM_SAMPLES * pixels);
  for (let i = 0; i < FILM_SAMPLES; i++)
    fillGaussian(fold(sampleKey(seed, 'reverse', i), 0), noise.subarray(i * pixels, (i + 1) * pixels));
  return noise;
}

/** The number of milestones after `update`, up to and including `goal`. */
export function milestonesBetween(update: number, goal: number): number {
  return SPACING.reduce((sum, [first, spacing], i) => {
    const last = SPACING.at(i + 1)?.[0] ?? Infinity;
    const upTo = (n: number): number => Math.floor((Math.min(Math.max(n, first), last) - first) / spacing);
    return sum + upTo(goal) - upTo(update);
  }, 0);
}
