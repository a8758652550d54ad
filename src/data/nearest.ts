/** One of a set of pictures, and how far it lies. */
export interface Neighbour {
  /** Its place in the set. */
  readonly index: number;
  /** Euclidean distance (L2) over all pixels, each from 0 (paper) to 1 (ink). */
  readonly distance: number;
}

/** Distances are compared after each of these parts of a picture. */
const PARTS = 7;

/**
 * The k pictures of a set that lie nearest to one, by exact search: no picture is left out, and of one that is already farther
 * than the k-th best so far the rest of the pixels is not looked at. Of equal distances the earlier picture comes first.
 *
 * @param picture pixels in [-1, 1]; a multiple of 7 of them
 * @param pixels [N, picture.length] flat bytes: 0 is paper, 255 ink
 * @param k how many are wanted
 * @param found neighbours of earlier sets to go on from, nearest first
 * @param first index of this set's first picture
 * @returns at most k neighbours, nearest first
 */
export function nearest(
  picture: Float32Array,
  pixels: Uint8Array,
  k: number,
  found: readonly Neighbour[] = [],
  first = 0,
): Neighbour[] {
  const size = picture.length;
  const query = Float64Array.from(picture, (x) => (x + 1) * 127.5);
  const best = found.map(({ index, distance }) => ({ index, squared: (distance * 255) ** 2 }));
  const starts = partsFromTheMiddle(size);
  let limit = best.length < k ? Infinity : best[k - 1].squared;
  for (let at = 0, index = first; at < pixels.length; at += size, index++) {
    let squared = 0;
    for (const start of starts) {
      for (let i = start, end = start + size / PARTS; i < end; i++) {
        const difference = query[i] - pixels[at + i];
        squared += difference * difference;
      }
      if (squared >= limit) break;
    }
    if (squared >= limit) continue;
    let place = best.length;
    while (place > 0 && best[place - 1].squared > squared) place--;
    best.splice(place, 0, { index, squared });
    best.length = Math.min(best.length, k);
    if (best.length === k) limit = best[k - 1].squared;
  }
  return best.map(({ index, squared }) => ({ index, distance: Math.sqrt(squared) / 255 }));
}

/** Where the parts of a picture begin, the middle first: there most digits differ. */
function partsFromTheMiddle(size: number): number[] {
  const middle = (PARTS - 1) / 2;
  return Array.from({ length: PARTS }, (_, i) => i)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    .map((part) => (part * size) / PARTS);
}
