import type { Network } from '../network';
import { lean } from './lean';

/**
 * The network that is delivered: a class-conditional U-Net of three levels, 28, 14 and 7 pixels, with 16, 48 and
 * 96 channels, one attention in the middle, and skip connections that add. Its batch normalisations are folded
 * into the convolutions before them, so that 25 layers remain.
 */
export const shipped: Network = {
  name: 'shipped',
  size: 28,
  classes: 10,
  embedding: { frequencies: 32, width: 128 },
  output: 'v',
  trainedOn: { schedule: 'linear', T: 1000 },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 16, kernel: 3 },
    ...lean('enc28', 'stem', 16),
    { kind: 'convolution', id: 'down14', from: 'enc28.b', filters: 48, kernel: 2, stride: 2 },
    ...lean('enc14', 'down14', 48),
    { kind: 'convolution', id: 'down7', from: 'enc14.b', filters: 96, kernel: 2, stride: 2 },
    ...lean('enc7', 'down7', 96),
    ...lean('mid0', 'enc7.b', 96),
    { kind: 'convolution', id: 'attention.qkv', from: 'mid0.b', filters: 288, kernel: 1 },
    { kind: 'attention', id: 'attention', from: 'attention.qkv', heads: 4 },
    {
      kind: 'convolution',
      id: 'attention.out',
      from: 'attention',
      filters: 96,
      kernel: 1,
      residual: ['mid0.b'],
      zero: true,
    },
    ...lean('mid1', 'attention.out', 96, 'enc7.b'),
    ...lean('dec7', 'mid1.b', 96),
    {
      kind: 'convolution',
      id: 'up14',
      from: 'dec7.b',
      filters: 48,
      kernel: 2,
      stride: 2,
      transposed: true,
      residual: ['enc14.b'],
    },
    ...lean('dec14', 'up14', 48),
    {
      kind: 'convolution',
      id: 'up28',
      from: 'dec14.b',
      filters: 16,
      kernel: 2,
      stride: 2,
      transposed: true,
      residual: ['enc28.b'],
    },
    ...lean('dec28', 'up28', 16),
    {
      kind: 'convolution',
      id: 'head',
      from: 'dec28.b',
      filters: 1,
      kernel: 3,
      prologue: 'affine-silu',
      zero: true,
    },
  ],
};
