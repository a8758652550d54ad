import { HalfNormalBins } from './numbers/normal';

/**
 * Addressable randomness: a number is a pure function of (key, counter), whatever the order of access. All links and seeds depend
 * on these bits; they never change. Integer arithmetic and one table look-up make them equal in every JavaScript engine and in
 * WGSL.
 */

/** Two unsigned 32-bit words. Use a key for one purpose only, and fold it for the next. */
export type Key = readonly [number, number];

/** The first number to fold a seed's key with, so that two uses of a seed share no numbers. */
export const STREAM = {
  reverse: 1,
  forward: 2,
  training: 3,
  data: 4,
  calibration: 5,
  loss: 6,
  bound: 7,
  score: 8,
  inpaint: 9,
  degrade: 10,
  plane: 11,
  derivation: 12,
  riddle: 13,
  exercises: 14,
} as const;

/** Bins of the half-normal table; with the sign, 16 bits of the hash make one Gaussian. */
const TABLE_SIZE = 1 << 15;

let bins: HalfNormalBins | undefined;
let halfTable: Float32Array | undefined;
let signedTable: Float32Array | undefined;

/**
 * Computes the next part of the table of normal numbers, some milliseconds on a phone: so that its first use does not hold up the page.
 * @returns whether all is there
 */
export const prepareGaussian = (): boolean => computed(TABLE_SIZE / 8) !== undefined;

/** The half-normal table, once all its bins are there; computes at most so many more of them. */
function computed(most: number): Float32Array | undefined {
  if (halfTable) return halfTable;
  bins ??= new HalfNormalBins(TABLE_SIZE);
  if (bins.advance(most)) {
    halfTable = bins.scaled();
    bins = undefined;
  }
  return halfTable;
}

/**
 * The 2^15 values that |z| takes, ascending from 2e-5 to 4.4 and equally likely: the conditional means of the half-normal's
 * equal-probability bins, scaled to unit variance. Computed on first use (some milliseconds).
 */
export function gaussianTable(): Float32Array {
  return computed(TABLE_SIZE) as Float32Array;
}

/** How many seeds the page's links, fields, runs and training files have: 0 .. 2^32 - 1. */
export const SEEDS = 2 ** 32;

/** The key of a seed, a whole number in 0..2^53 - 1 (0 is a seed like any other). @throws RangeError for anything else. */
export function key(seed: number): Key {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`the seed is ${seed}; give a whole number from 0 to 2^53 - 1`);
  }
  return fold([seed >>> 0, Math.floor(seed / 2 ** 32)], 0);
}

/**
 * The n-th child of a key: independent of the key's numbers and of its other children.
 *
 * @throws RangeError if n is not an unsigned 32-bit integer.
 */
export function fold(k: Key, n: number): Key {
  if (n >>> 0 !== n)
    throw new RangeError(`a key is folded with ${n}; give a whole number from 0 to 2^32 - 1`);
  const { x, y } = pcg3d(advance(k[0]), advance(k[1]), advance(n));
  return [x >>> 0, y >>> 0];
}

/**
 * The key of one sample's noises in a stream. Folded with 0 it draws x_T, or the epsilon of the closed form; folded with t >= 1 the
 * noise of the step at t. All views draw by it, so the same seed shows the same picture everywhere.
 */
export const sampleKey = (seed: number, stream: keyof typeof STREAM, sample: number): Key =>
  fold(fold(key(seed), STREAM[stream]), sample);

/** Word i of a key, unsigned 32-bit, for i in 0..2^32 - 1. */
export function word(k: Key, i: number): number {
  return pcg3d(advance(k[0]), advance(k[1]), advance(i)).z >>> 0;
}

/**
 * Fills `out` with standard normal float32 values; element i depends on (k, i) only. The word's highest bit is the sign
 * (1 is negative), the next 15 index gaussianTable(); |z| <= 4.4.
 *
 * @returns out
 */
export function fillGaussian(k: Key, out: Float32Array): Float32Array {
  const table = signedGaussianTable();
  const x = advance(k[0]);
  const y = advance(k[1]);
  for (let i = 0; i < out.length; i++) out[i] = table[pcg3d(x, y, advance(i)).z >>> 16];
  return out;
}

/** The standard normal numbers that 16 bits stand for; the highest bit is the sign. */
export function signedGaussianTable(): Float32Array {
  return (signedTable ??= withSigns(gaussianTable()));
}

/** The i-th uniform number of a key, a multiple of 2^-32 in [0, 1). */
export function uniform(k: Key, i: number): number {
  return word(k, i) / 2 ** 32;
}

/** A random order of 0..n - 1 by the Fisher-Yates shuffle; n < 2^31. */
export function permutation(k: Key, n: number): Uint32Array {
  const order = new Uint32Array(n).map((_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(uniform(k, i) * (i + 1));
    const swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
  return order;
}

/**
 * pcg3d (Jarzynski & Olano 2020, Hash Functions for GPU Rendering, JCGT 9(3)) after its linear congruential step, which
 * is `advance` of each input. A key's numbers are word z of the hash of (key, counter); its children are words x and y.
 */
function pcg3d(x: number, y: number, z: number): { x: number; y: number; z: number } {
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  x ^= x >>> 16;
  y ^= y >>> 16;
  z ^= z >>> 16;
  x = (x + Math.imul(y, z)) | 0;
  y = (y + Math.imul(z, x)) | 0;
  z = (z + Math.imul(x, y)) | 0;
  return { x, y, z };
}

function advance(v: number): number {
  return (Math.imul(v, 1664525) + 1013904223) | 0;
}

function withSigns(half: Float32Array): Float32Array {
  const signed = new Float32Array(2 * half.length);
  signed.set(half);
  signed.set(
    half.map((z) => -z),
    half.length,
  );
  return signed;
}
