// Test digits, Fashion-MNIST items and corrupted digits, in two halves without common pictures, for the bench detect.
import { readFile } from 'node:fs/promises';
import { readPacks } from '../../src/cli/digits.ts';
import { FASHION } from '../../src/data/fashion.ts';
import { decodePack, digit } from '../../src/data/pack.ts';
import { packPath } from '../../src/data/packs.ts';
import {
  blank,
  cut,
  flipped,
  inverted,
  joined,
  pureNoise,
  quarterTurn,
  shuffled,
  turned,
} from '../../src/diffusion/pictures/corruptions.ts';
import { fold, key, permutation } from '../../src/diffusion/random.ts';

/**
 * One half of all test pictures: those with even indices, or those with odd ones.
 * @param {0 | 1} half
 * @param {{ normal: number, corrupted: number }} counts normal digits (and Fashion items, 250 at most), and other digits to corrupt
 * @returns {Promise<Map<string, Float32Array[]>>} `digits` first, then each kind of anomaly
 */
export async function anomalies(half, { normal, corrupted }) {
  const [test] = await readPacks('test', 10_000);
  const bytes = await readFile(new URL(`../../public/${packPath(FASHION)}`, import.meta.url));
  const fashion = await decodePack(new Uint8Array(bytes), FASHION);
  const k = fold(key(0), half);
  const indices = [...permutation(fold(k, 0), 5000)].map((i) => 2 * i + half);
  const chosen = indices.slice(normal, normal + corrupted);
  const originals = chosen.map((i) => digit(test, i));
  const others = indices.slice(normal + corrupted);
  /** The lower half of a digit of another class. */
  const stranger = (index, n) =>
    digit(
      test,
      others.slice(n).find((i) => test.labels[i] !== test.labels[index]),
    );
  return new Map([
    ['digits', indices.slice(0, normal).map((i) => digit(test, i))],
    ['Fashion items', Array.from({ length: Math.min(normal, 250) }, (_, i) => digit(fashion, 2 * i + half))],
    ['turned by 90', originals.map(quarterTurn)],
    ['turned by 45', originals.map((x) => turned(x, 45))],
    ['mirrored', originals.map(flipped)],
    ['inverted', originals.map(inverted)],
    ['lower half cut', originals.map(cut)],
    ['halves of two', originals.map((x, i) => joined(x, stranger(chosen[i], i)))],
    ['pixels shuffled', originals.map((x, i) => shuffled(x, fold(fold(k, 1), i)))],
    ['pure noise', originals.map((_, i) => pureNoise(28, fold(fold(k, 2), i)))],
    // Upright again: a score measures here only the blur of the rotation.
    ['softened', originals.map((x) => turned(turned(x, 45), -45))],
    ['blank', [blank(28)]],
  ]);
}
