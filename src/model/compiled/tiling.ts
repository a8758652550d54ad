import type { Convolution, LayerShape } from '../network';
import { THREADS, type Work } from './wgsl';

/** How the outputs of a convolution are shared out among threads. What does not fit a shape is cut down to what does. */
export interface Variant {
  /** Most pixels of an output row that a thread computes: those of the largest number up to this that divides the row. */
  readonly pixels: number;
  /** Rows of these pixels, one below the other. Two read each weight half as often, and need twice the registers. */
  readonly rows: 1 | 2;
  /** Threads that share the input channels of these pixels, a power of two: more of them fill a wide device, and end sooner. */
  readonly split: number;
  /**
   * Groups of four filters in a workgroup, a power of two; its other threads are further pixels, so that they share weights and
   * pixels alike. Without it threads are counted through all filters of some pixels first.
   */
  readonly quads?: number;
}

/** The variant that any device can have: few registers, no memory of the workgroup. */
export const ONE_ROW: Variant = { pixels: 7, rows: 1, split: 1 };

/** A convolution with the shapes of what it reads and writes. */
export interface Convolved {
  readonly layer: Pick<Convolution, 'id' | 'filters' | 'kernel' | 'stride' | 'transposed'>;
  readonly from: LayerShape;
  readonly to: LayerShape;
}

/** Bytes of workgroup memory that every device has. */
const SHARED_BYTES = 16_384;

/** Numbers of a shader, which follow from its shapes and its variant. */
export type Tiling = ReturnType<typeof tilingOf>;

/**
 * Shares a convolution out among threads.
 * @throws Error if a number of channels or filters is not a multiple of four, one filter and the input's two channels apart
 */
export function tilingOf({ layer, from, to }: Convolved, variant: Variant) {
  const { id, kernel, filters, transposed } = layer;
  const channels = from[2];
  if (filters !== 1 && filters % 4 !== 0) throw new Error(`${id} has ${filters} filters`);
  if (channels > 2 && channels % 4 !== 0) throw new Error(`${id} reads ${channels} channels`);
  const [rows, columns] = transposed ? from : to;
  const stride = transposed ? 1 : (layer.stride ?? 1);
  /** Height and width of the kernel over which an item sums. */
  const taps = transposed ? 1 : kernel;
  const pad = stride === 1 ? (taps - 1) / 2 : 0;
  /** Pixels of an item's row, and its rows; items beside each other, and above each other. */
  const tile = tileOf(columns, variant.pixels);
  const tiles = columns / tile;
  const rowsEach = stride === 1 && taps > 1 ? variant.rows : 1;
  const rowGroups = Math.ceil(rows / rowsEach);
  /** Groups of four input channels, and channels of a group. */
  const [quads, parts] = [Math.ceil(channels / 4), Math.min(4, channels)];
  /** Groups of four filters, and items of one tile: as many, times the pixels of a transposed kernel. */
  const filterQuads = Math.ceil(filters / 4);
  const across = filterQuads * (transposed ? kernel * kernel : 1);
  const items = rowGroups * tiles * across;
  const value = filters === 1 ? 'f32' : 'vec4f';
  const sumBytes = tile * rowsEach * THREADS * (filters === 1 ? 4 : 16);
  const split = sumBytes > SHARED_BYTES ? 1 : Math.min(variant.split, powerOfTwo(quads));
  /** Items of a workgroup. */
  const lanes = THREADS / split;
  /** Of these, groups of filters, if not all filters of a tile come first; and workgroups with the same tiles. */
  const together = variant.quads && Math.min(variant.quads, lanes, powerOfTwoDividing(across));
  const apart = together ? across / together : 1;
  const work: Work = together
    ? { items: rowGroups * tiles, perGroup: lanes / together, times: apart }
    : { items, perGroup: lanes, times: 1 };
  return {
    ...{ stride, taps, pad, tile, tiles, rows, rowsEach, rowGroups, quads, parts, filterQuads, across },
    ...{ items, split, lanes, together, apart, value, work },
  };
}

/** The most pixels of a row, up to a number, that divide it. */
function tileOf(width: number, most: number): number {
  for (let tile = Math.min(most, width); ; tile--) if (width % tile === 0) return tile;
}

/** The largest power of two up to n, and the largest that divides it. */
const powerOfTwo = (n: number): number => 2 ** Math.floor(Math.log2(n));
const powerOfTwoDividing = (n: number): number => n & -n;
