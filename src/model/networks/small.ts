import { REFERENCE_T } from '../../diffusion/schedule';
import type { Network } from '../network';
import { head, lbn } from './lbn';

/**
 * The network that a GPU trains from random weights in minutes: digits of 28 x 28 pixels in patches of 2 x 2, then the U-Net of
 * the shipped network with 32 and 64 channels at 14 and 7 pixels. A training may choose another output than v.
 */
export const small: Network = {
  name: 'small',
  size: 28,
  classes: 10,
  patch: 2,
  embedding: { frequencies: 32, width: 128 },
  output: 'v',
  trainedOn: { schedule: 'linear', T: REFERENCE_T },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 32, kernel: 3 },
    ...lbn('stem', 32, 64),
    head('dec14.b', 4),
  ],
};
