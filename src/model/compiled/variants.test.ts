import { describe, expect, it } from 'vitest';
import { lookup } from '../lookup';
import { layerShapes, type Network } from '../network';
import { seed } from '../networks/seed';
import { shipped } from '../networks/shipped';
import { small } from '../networks/small';
import { tiny } from '../networks/tiny';
import { lower } from './plan';
import { ONE_ROW, tilingOf, type Convolved, type Variant } from './tiling';
import { variantFor, variantsOn } from './variants';
import { groupsOf, THREADS } from './wgsl';

const NETWORKS = [shipped, small, tiny, seed];

function convolutionsOf(network: Network): Convolved[] {
  const shapes = layerShapes(network);
  return network.layers.flatMap((layer) =>
    layer.kind === 'convolution'
      ? [{ layer, from: lookup(shapes, layer.from), to: lookup(shapes, layer.id) }]
      : [],
  );
}

const layerOf = (network: Network, id: string): Convolved =>
  convolutionsOf(network).find(({ layer }) => layer.id === id) as Convolved;

describe('variantFor', () => {
  it.each(['', 'google', 'intel', 'apple', 'qualcomm', 'arm'])(
    'gives what every device can have to the vendor "%s"',
    (vendor) => {
      for (const network of NETWORKS)
        for (const convolved of convolutionsOf(network))
          expect(variantFor(convolved, vendor)).toEqual(ONE_ROW);
    },
  );

  it.each([
    // 28 x 28 x 16: 14 pairs of rows of 4 tiles by 4 groups of filters are 224 threads.
    ['enc28.a', 2, 2],
    // 14 x 14 x 48: 7 pairs of 2 tiles by 12 groups are 168.
    ['enc14.a', 2, 4],
    // 7 x 7 x 96: 7 rows by 24 groups are 168.
    ['enc7.a', 1, 4],
    // By 72 groups they are 504.
    ['attention.qkv', 1, 2],
    // Two input channels leave nothing to share.
    ['stem', 2, 1],
  ])(
    'gives %s of the shipped network %d rows and %d threads a sum where registers are many',
    (id, rows, split) => {
      const convolved = layerOf(shipped, id);
      expect(variantFor(convolved, 'nvidia')).toEqual({ pixels: 7, rows, split, quads: 8 });
      expect(variantFor(convolved, 'amd')).toEqual(variantFor(convolved, 'nvidia'));
    },
  );

  it('asks the device, and takes one that does not say its vendor for any other', () => {
    const convolved = layerOf(shipped, 'enc28.a');
    const device = (adapterInfo?: object): GPUDevice => ({ adapterInfo }) as unknown as GPUDevice;
    expect(variantsOn(device({ vendor: 'amd' }))(convolved).rows).toBe(2);
    expect(variantsOn(device())(convolved)).toEqual(ONE_ROW);
  });
});

describe('a variant of a convolution', () => {
  const variants: Variant[] = [1, 7, 14].flatMap((pixels) =>
    ([1, 2] as const).flatMap((rows) =>
      [1, 8].flatMap((split) =>
        [undefined, 8, 64].map((quads) => ({ pixels, rows, split, ...(quads && { quads }) })),
      ),
    ),
  );

  it('has whole workgroups that have a thread for every item', () => {
    const wrong = [shipped, tiny].flatMap(convolutionsOf).flatMap((convolved) =>
      variants.filter((variant) => {
        const { items, split, across, together = across, work } = tilingOf(convolved, variant);
        const isWhole = work.perGroup >= 1 && Number.isInteger(work.perGroup) && Number.isInteger(work.times);
        // Only a workgroup of each group of filters may not be full.
        const most = THREADS * Math.ceil(across / together);
        const spare = [1, 3, 128].map((n) => groupsOf(work, n) * THREADS - n * items * split);
        return !isWhole || spare.some((threads) => threads < 0 || threads >= most);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('needs no more than 16 KiB of workgroup memory', () => {
    const bytes = variants.flatMap((variant) =>
      lower(shipped, () => variant).step.flatMap(({ code }) =>
        [...code.matchAll(/var<workgroup> \w+ : array<(\w+), (\d+)>/g)].map(
          ([, element, length]) => (element === 'f32' ? 4 : 16) * Number(length),
        ),
      ),
    );
    expect(Math.max(...bytes)).toBe(14_336); // two rows of seven pixels; those of 14 would need twice as much
  });
});
