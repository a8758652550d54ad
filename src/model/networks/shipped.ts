import { REFERENCE_T } from '../../diffusion/schedule';
import type { Network } from '../network';
import { lbn, head, up } from './lbn';
import { normedLean } from './lean';

/**
 * The network that is delivered: a class-conditional U-Net of three levels, 28, 14 and 7 pixels with 16, 48 and 96 channels,
 * one attention in the middle, and additive skip connections. Its batch normalisations are folded into the convolutions, which
 * leaves 25 layers.
 */
export const shipped: Network = {
  name: 'shipped',
  size: 28,
  classes: 10,
  embedding: { frequencies: 32, width: 128 },
  output: 'v',
  trainedOn: { schedule: 'linear', T: REFERENCE_T },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 16, kernel: 3 },
    ...normedLean('enc28', 'stem', 16),
    { kind: 'convolution', id: 'down14', from: 'enc28.b', filters: 48, kernel: 2, stride: 2 },
    ...lbn('down14', 48, 96),
    up('up28', 'dec14.b', 16, 'enc28.b'),
    ...normedLean('dec28', 'up28', 16),
    head('dec28.b', 1),
  ],
};
