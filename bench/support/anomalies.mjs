// Test digits, Fashion-MNIST items and digits that were spoilt, in two halves that share no picture, for the bench detect.
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
} from '../../src/diffusion/corruptions.ts';
import { fold, key, permutation } from '../../src/diffusion/random.ts';

/**
 * One half of all test pictures: those of even places, or of odd ones.
 * @param {0 | 1} half
 * @param {{ normal: number, spoilt: number }} counts digits as they are (and Fashion items, 250 at most); digits to spoil, which are others
 * @returns {Promise<Map<string, Float32Array[]>>} `digits` first, then each kind of anomaly
 */
export async function anomalies(half, { normal, spoilt }) {
  const [test] = await readPacks('test', 10_000);
  const bytes = await readFile(new URL(`../../public/${packPath(FASHION)}`, import.meta.url));
  const fashion = await decodePack(new Uint8Array(bytes), FASHION);
  const k = fold(key(0), half);
  const places = [...permutation(fold(k, 0), 5000)].map((place) => 2 * place + half);
  const chosen = places.slice(normal, normal + spoilt);
  const originals = chosen.map((i) => digit(test, i));
  const others = places.slice(normal + spoilt);
  /** The lower half of a digit of another class. */
  const stranger = (place, n) =>
    digit(
      test,
      others.slice(n).find((i) => test.labels[i] !== test.labels[place]),
    );
  return new Map([
    ['digits', places.slice(0, normal).map((i) => digit(test, i))],
    ['Fashion items', Array.from({ length: Math.min(normal, 250) }, (_, i) => digit(fashion, 2 * i + half))],
    ['turned by 90', originals.map(quarterTurn)],
    ['turned by 45', originals.map((x) => turned(x, 45))],
    ['mirrored', originals.map(flipped)],
    ['inverted', originals.map(inverted)],
    ['lower half cut', originals.map(cut)],
    ['halves of two', originals.map((x, i) => joined(x, stranger(chosen[i], i)))],
    ['pixels shuffled', originals.map((x, i) => shuffled(x, fold(fold(k, 1), i)))],
    ['pure noise', originals.map((_, i) => pureNoise(28, fold(fold(k, 2), i)))],
    // A digit as upright as before: what a score says of it, it says of the blur that turning brings.
    ['softened', originals.map((x) => turned(turned(x, 45), -45))],
    ['blank', [blank(28)]],
  ]);
}
