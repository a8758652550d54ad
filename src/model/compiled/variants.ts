import { ONE_ROW, tilingOf, type Convolved, type Variant } from './tiling';

/**
 * Vendors, as WebGPU names them, whose threads can have more than 200 registers. Two rows of seven pixels keep 14 sums and 18
 * pixels of four numbers each, about 150 registers; elsewhere these would be kept in memory.
 */
const ROOMY: readonly string[] = ['nvidia', 'amd'];

/** So many threads a picture let one or two pictures keep a wide device busy, as far as four filters a thread can. */
const THREADS_A_PICTURE = 512;
const MOST_SPLIT = 8;
/** Maps that are lower waste too much of a second row. */
const HEIGHT_OF_TWO_ROWS = 14;

/**
 * How a convolution is shared out on a device. It follows from shape and vendor alone: a picture has the same bits in every batch.
 * Read from instruction counts, not measured: no GPU was at hand. The kit that measures one races the variants.
 * @param vendor of the adapter; empty if the browser does not say
 */
export function variantFor(convolved: Convolved, vendor: string): Variant {
  if (!ROOMY.includes(vendor)) return ONE_ROW;
  const rows = convolved.to[0] >= HEIGHT_OF_TWO_ROWS ? 2 : 1;
  const variant: Variant = { pixels: 7, rows, split: 1, quads: 8 };
  const { items, quads } = tilingOf(convolved, variant);
  let split = 1;
  // Two groups of channels are left to each thread: adding up the sums must cost less than they do.
  while (split < MOST_SPLIT && items * split < THREADS_A_PICTURE && 4 * split <= quads) split *= 2;
  return { ...variant, split };
}

/** The same for the adapter of a device. */
export function variantsOn(device: GPUDevice): (convolved: Convolved) => Variant {
  // Browsers have it since 2025.
  const { adapterInfo } = device as Partial<Pick<GPUDevice, 'adapterInfo'>>;
  return (convolved) => variantFor(convolved, adapterInfo?.vendor ?? '');
}
