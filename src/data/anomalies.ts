import {
  cut,
  flipped,
  inverted,
  joined,
  pureNoise,
  quarterTurn,
  shuffled,
  turned,
} from '../diffusion/corruptions';
import { fold, permutation, type Key } from '../diffusion/random';
import type { AnomalyName } from './anomalyNames';
import { digit, SIDE, type Pack } from './pack';
import { scribble } from './scribbles';

/** Pictures of a pack stand in two halves by their places, even and odd: what is fitted or chosen on one is judged on the other. */
type Half = 0 | 1;
const CALIBRATING: Half = 0;
const JUDGED: Half = 1;

/** Where the numbers of a key go. */
const USE = { places: 0, shuffled: 2, noise: 3, scribbles: 4 } as const;

/** Pictures of 28 x 28 values in [-1, 1], and of each the class if it is a digit as it was written, or -1. */
export interface PictureSet {
  readonly pictures: readonly Float32Array[];
  readonly classes: readonly number[];
}

/** Places in a pack of one half, in an order of the key. */
function placesOf({ labels }: Pack, k: Key, half: Half): number[] {
  return [...permutation(fold(fold(k, USE.places), half), labels.length >> 1)].map((i) => 2 * i + half);
}

function digitsAt(test: Pack, places: readonly number[]): PictureSet {
  return { pictures: places.map((i) => digit(test, i)), classes: places.map((i) => test.labels[i]) };
}

/** Digits to calibrate a score with; none of them is among those that it is judged on, nor is one that was spoilt. */
export function calibrationDigits(test: Pack, k: Key, count: number): PictureSet {
  return digitsAt(test, placesOf(test, k, CALIBRATING).slice(0, count));
}

/** Digits that a score is judged on. */
export function judgedDigits(test: Pack, k: Key, count: number): PictureSet {
  return digitsAt(test, placesOf(test, k, JUDGED).slice(0, count));
}

interface Sources {
  /** MNIST's test split. */
  readonly test: Pack;
  readonly fashion: Pack;
  readonly key: Key;
  /** Pictures of every set. */
  readonly count: number;
  /** The class of digits that counts as anomalous, for the anomaly `class`. */
  readonly unseen: number;
}

/**
 * Pictures of one kind of anomaly. Those made from digits are made from others of the judged half than `judgedDigits` are, and
 * all kinds from the same ones; there may be fewer than `count` where a source has no more.
 */
export function anomalies(name: AnomalyName, { test, fashion, key: k, count, unseen }: Sources): PictureSet {
  const places = placesOf(test, k, JUDGED);
  const spare = places.slice(count);
  const chosen = spare.slice(0, count);
  const originals = (): Float32Array[] => chosen.map((i) => digit(test, i));
  /** From what the key gives the use, one key a picture. */
  const keys = (use: number): Key[] => Array.from({ length: count }, (_, i) => fold(fold(k, use), i));
  const none = (pictures: readonly Float32Array[]): PictureSet => ({
    pictures,
    classes: pictures.map(() => -1),
  });
  switch (name) {
    case 'fashion':
      // The bench `detect` chose the score by even ones.
      return none(
        placesOf(fashion, k, JUDGED)
          .slice(0, count)
          .map((i) => digit(fashion, i)),
      );
    case 'scribbles':
      return none(keys(USE.scribbles).map(scribble));
    case 'quarter':
      return none(originals().map(quarterTurn));
    case 'eighth':
      return none(originals().map((x) => turned(x, 45)));
    case 'softened':
      return none(originals().map((x) => turned(turned(x, 45), -45)));
    case 'mirrored':
      return none(originals().map(flipped));
    case 'cut':
      return none(originals().map(cut));
    case 'halves': {
      const others = spare.slice(count);
      // The lower half is that of a digit of another class.
      const pairs = chosen.flatMap((place, i) => {
        const stranger = others.slice(i).find((other) => test.labels[other] !== test.labels[place]);
        return stranger === undefined ? [] : [joined(digit(test, place), digit(test, stranger))];
      });
      return none(pairs);
    }
    case 'inverted':
      return none(originals().map(inverted));
    case 'shuffled': {
      const orders = keys(USE.shuffled);
      return none(originals().map((x, i) => shuffled(x, orders[i])));
    }
    case 'noise':
      return none(keys(USE.noise).map((own) => pureNoise(SIDE, own)));
    case 'class':
      return digitsAt(test, spare.filter((i) => test.labels[i] === unseen).slice(0, count));
    default:
      return name satisfies never;
  }
}
