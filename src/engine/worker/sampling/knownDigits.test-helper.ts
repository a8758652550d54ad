import { nearest, searchSet, type Neighbour } from '../../../data/nearest';
import { digitSet } from '../../../data/trainingDigits';
import { EVERY_CLASS, type Points } from '../../../diffusion/exact';
import { readPack } from './shippedOnCpu.test-helper';

/** The first 10,000 training digits, and how to search in them. */
export async function readKnownDigits() {
  const packs = [await readPack('train-0'), await readPack('train-1')];
  const { pixels: bytes, labels } = digitSet(packs, { first: 10_000, label: EVERY_CLASS, size: 28 });
  const set = searchSet(bytes, 28, 0);
  const points: Points = { bytes, labels };
  return {
    points,
    /** The digit nearest to a picture. */
    nearestTo: (picture: Float32Array): Neighbour => nearest(picture, set, 1)[0],
    /** The class of most of the five digits nearest to a picture: of a tie, the nearer one. */
    read: (picture: Float32Array): number => {
      const classes = nearest(picture, set, 5).map(({ index }) => labels[index]);
      const votes = (label: number): number => classes.filter((each) => each === label).length;
      return classes.reduce((best, label) => (votes(label) > votes(best) ? label : best));
    },
  };
}
