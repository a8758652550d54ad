/** A picture of a set, and its distance. */
export interface Neighbour {
  /** Its index in the set. */
  readonly index: number;
  /** Euclidean distance (L2) over all pixels, each from 0 (paper) to 1 (ink). */
  readonly distance: number;
}

/** Pictures to search in. */
export interface SearchSet {
  /** Index of the first picture. */
  readonly first: number;
  /** [N, side, side] flat bytes: 0 is paper, 255 ink. */
  readonly pixels: Uint8Array;
  /** [N, 49] flat: the sums of the pixels in each of 7 x 7 cells. */
  readonly cells: Float32Array;
}

/** Number of cells in a row. */
const ACROSS = 7;
const CELLS = ACROSS ** 2;

/**
 * Prepares pictures for the search.
 * @param pixels [N, side, side] flat bytes
 * @param side a multiple of 7
 * @param first index of the first picture
 */
export function searchSet(pixels: Uint8Array, side: number, first: number): SearchSet {
  const size = side ** 2;
  const cellOf = cellsOf(side);
  const cells = new Float32Array((pixels.length / size) * CELLS);
  for (let start = 0, cell = 0; start < pixels.length; start += size, cell += CELLS)
    for (let i = 0; i < size; i++) cells[cell + cellOf[i]] += pixels[start + i];
  return { first, pixels, cells };
}

/**
 * The k pictures of a set that are nearest to a picture, by exact search. The sums A and B of a cell's n pixels bound the squared
 * distance from below, (A - B)^2 / n <= sum of (a - b)^2 (Cauchy-Schwarz), so the pixels of a picture that cannot be among the k need not be compared. Of
 * equal distances, the earlier picture comes first.
 *
 * @param picture [side, side] flat, in [-1, 1]
 * @param set pictures of that size
 * @param k number of neighbours
 * @param previous neighbours in earlier sets, nearest first
 * @returns at most k neighbours, nearest first
 */
export function nearest(
  picture: Float32Array,
  { first, pixels, cells }: SearchSet,
  k: number,
  previous: readonly Neighbour[] = [],
): Neighbour[] {
  const size = picture.length;
  const query = Float64Array.from(picture, (x) => (x + 1) * 127.5);
  const cellOf = cellsOf(Math.sqrt(size));
  const sums = new Float64Array(CELLS);
  query.forEach((ink, i) => (sums[cellOf[i]] += ink));
  const perCell = size / CELLS;
  const best = previous.map(({ index, distance }) => ({ index, squared: (distance * 255) ** 2 }));
  let limit = best.length < k ? Infinity : best[k - 1].squared;
  for (let i = 0; i < pixels.length / size; i++) {
    if (cellBound(sums, cells, i) >= limit * perCell) continue;
    const squared = squaredDistance(query, pixels, i, limit);
    if (squared >= limit) continue;
    let rank = best.length;
    while (rank > 0 && best[rank - 1].squared > squared) rank--;
    best.splice(rank, 0, { index: first + i, squared });
    best.length = Math.min(best.length, k);
    if (best.length === k) limit = best[k - 1].squared;
  }
  return best.map(({ index, squared }) => ({ index, distance: Math.sqrt(squared) / 255 }));
}

/** A lower bound of the squared distance to picture i, times the pixels of a cell. */
function cellBound(sums: Float64Array, cells: Float32Array, i: number): number {
  const start = i * CELLS;
  let squared = 0;
  for (let cell = 0; cell < CELLS; cell++) {
    const difference = sums[cell] - cells[start + cell];
    squared += difference * difference;
  }
  return squared;
}

/** The squared distance to picture i, or some number above the limit if it is above the limit. */
function squaredDistance(query: Float64Array, pixels: Uint8Array, i: number, limit: number): number {
  const size = query.length;
  const first = i * size;
  let squared = 0;
  for (let start = 0; start < size && squared < limit; start += size / ACROSS) {
    for (let j = start; j < start + size / ACROSS; j++) {
      const difference = query[j] - pixels[first + j];
      squared += difference * difference;
    }
  }
  return squared;
}

/** The cell that each pixel belongs to. */
function cellsOf(side: number): Uint8Array {
  const cell = side / ACROSS;
  return Uint8Array.from(
    { length: side ** 2 },
    (_, i) => Math.floor(i / side / cell) * ACROSS + Math.floor((i % side) / cell),
  );
}
