import type { Layer } from '../network';
import { normedLean } from './lean';

const HEADS = 4;

/**
 * The common part of `small` and `shipped`: a U-Net from 14 to 7 pixels and back, of lean blocks with batch normalisation, with
 * one attention in the middle and additive skip connections. Its output is `dec14.b`.
 * @param from the layer that it reads, `filters14` channels at 14 x 14
 */
export function lbn(from: string, filters14: number, filters7: number): Layer[] {
  return [
    ...normedLean('enc14', from, filters14),
    { kind: 'convolution', id: 'down7', from: 'enc14.b', filters: filters7, kernel: 2, stride: 2 },
    ...normedLean('enc7', 'down7', filters7),
    ...normedLean('mid0', 'enc7.b', filters7),
    ...attended('attention', 'mid0.b', filters7),
    ...normedLean('mid1', 'attention.out', filters7, 'enc7.b'),
    ...normedLean('dec7', 'mid1.b', filters7),
    up('up14', 'dec7.b', filters14, 'enc14.b'),
    ...normedLean('dec14', 'up14', filters14),
  ];
}

/** Doubles height and width by a transposed convolution, and adds the layer `skip`. */
export function up(id: string, from: string, filters: number, skip: string): Layer {
  return { kind: 'convolution', id, from, filters, kernel: 2, stride: 2, transposed: true, residual: [skip] };
}

/** The last layer: BN, SiLU, and a convolution whose weights are initially zero. */
export function head(from: string, filters: number): Layer {
  const prologue = { norm: 'before', prologue: 'affine-silu' } as const;
  return { kind: 'convolution', id: 'head', from, filters, kernel: 3, ...prologue, spread: 0 };
}

/** x + conv1x1(attention(conv1x1(BN(x)))), 4 heads. */
function attended(id: string, from: string, filters: number): Layer[] {
  const shape = { kind: 'convolution', kernel: 1 } as const;
  return [
    { ...shape, id: `${id}.qkv`, from, filters: 3 * filters, norm: 'before' },
    { kind: 'attention', id, from: `${id}.qkv`, heads: HEADS },
    { ...shape, id: `${id}.out`, from: id, filters, residual: [from], spread: 0 },
  ];
}
