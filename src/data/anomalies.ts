import {
  cut,
  flipped,
  inverted,
  joined,
  pureNoise,
  quarterTurn,
  shuffled,
  turned,
} from '../diffusion/pictures/corruptions';
import { fold, permutation, type Key } from '../diffusion/random';
import type { AnomalyName } from './anomalyNames';
import { digit, SIDE, type Pack } from './pack';
import { scribble } from './scribbles';

/** The pictures of a pack with even and with odd indices: what is fitted or chosen on one half is judged on the other. */
type Half = 0 | 1;
const CALIBRATING: Half = 0;
const JUDGED: Half = 1;

/** What the numbers of a key are used for. */
const USE = { order: 0, shuffled: 2, noise: 3, scribbles: 4 } as const;

/** Pictures of 28 x 28 values in [-1, 1], and for each the class if it is an unchanged digit, else -1. */
export interface PictureSet {
  readonly pictures: readonly Float32Array[];
  readonly classes: readonly number[];
}

/** Indices of one half of a pack, in a random order of the key. */
function shuffledHalf({ labels }: Pack, k: Key, half: Half): number[] {
  return [...permutation(fold(fold(k, USE.order), half), labels.length >> 1)].map((i) => 2 * i + half);
}

function digitsAt(test: Pack, indices: readonly number[]): PictureSet {
  return { pictures: indices.map((i) => digit(test, i)), classes: indices.map((i) => test.labels[i]) };
}

/** Digits to calibrate a score with; none of them is among the judged digits, or the origin of an anomaly. */
export function calibrationDigits(test: Pack, k: Key, count: number): PictureSet {
  return digitsAt(test, shuffledHalf(test, k, CALIBRATING).slice(0, count));
}

/** Digits to judge a score on. */
export function judgedDigits(test: Pack, k: Key, count: number): PictureSet {
  return digitsAt(test, shuffledHalf(test, k, JUDGED).slice(0, count));
}

interface Sources {
  /** MNIST's test split. */
  readonly test: Pack;
  readonly fashion: Pack;
  readonly key: Key;
  /** Number of pictures in each set. */
  readonly count: number;
  /** The class of digits that counts as anomalous, for the anomaly `class`. */
  readonly unseen: number;
}

/**
 * Pictures of one kind of anomaly. Those made from digits use digits of the judged half that are not in `judgedDigits`, the same ones
 * for all kinds. There may be fewer than `count` if a source has no more.
 */
export function anomalies(name: AnomalyName, { test, fashion, key: k, count, unseen }: Sources): PictureSet {
  const spare = shuffledHalf(test, k, JUDGED).slice(count);
  const chosen = spare.slice(0, count);
  const originals = (): Float32Array[] => chosen.map((i) => digit(test, i));
  /** One key for each picture. */
  const keys = (use: number): Key[] => Array.from({ length: count }, (_, i) => fold(fold(k, use), i));
  const withoutClass = (pictures: readonly Float32Array[]): PictureSet => ({
    pictures,
    classes: pictures.map(() => -1),
  });
  switch (name) {
    case 'fashion':
      // The even ones were used to choose the score (bench `detect`).
      return withoutClass(
        shuffledHalf(fashion, k, JUDGED)
          .slice(0, count)
          .map((i) => digit(fashion, i)),
      );
    case 'scribbles':
      return withoutClass(keys(USE.scribbles).map(scribble));
    case 'quarter':
      return withoutClass(originals().map(quarterTurn));
    case 'eighth':
      return withoutClass(originals().map((x) => turned(x, 45)));
    case 'softened':
      return withoutClass(originals().map((x) => turned(turned(x, 45), -45)));
    case 'mirrored':
      return withoutClass(originals().map(flipped));
    case 'cut':
      return withoutClass(originals().map(cut));
    case 'halves': {
      const others = spare.slice(count);
      // The lower half comes from a digit of another class.
      const pairs = chosen.flatMap((upper, i) => {
        const lower = others.slice(i).find((index) => test.labels[index] !== test.labels[upper]);
        return lower === undefined ? [] : [joined(digit(test, upper), digit(test, lower))];
      });
      return withoutClass(pairs);
    }
    case 'inverted':
      return withoutClass(originals().map(inverted));
    case 'shuffled': {
      const orders = keys(USE.shuffled);
      return withoutClass(originals().map((x, i) => shuffled(x, orders[i])));
    }
    case 'noise':
      return withoutClass(keys(USE.noise).map((pictureKey) => pureNoise(SIDE, pictureKey)));
    case 'class':
      return digitsAt(test, spare.filter((i) => test.labels[i] === unseen).slice(0, count));
    default:
      return name satisfies never;
  }
}
