import { REFERENCE_T } from '../../diffusion/schedule';
import type { Network } from '../network';
import { lean } from './lean';

/**
 * The network that trains from random weights in minutes, even without a GPU: digits of 14 x 14 pixels in patches of 2 x 2,
 * and three residual blocks of 32 channels at 7 x 7. A training may choose another output than v.
 */
export const tiny: Network = {
  name: 'tiny',
  size: 14,
  classes: 10,
  patch: 2,
  embedding: { frequencies: 16, width: 64, timeOnly: true },
  output: 'v',
  trainedOn: { schedule: 'linear', T: REFERENCE_T },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 32, kernel: 3 },
    ...lean('block0', 'stem', 32),
    ...lean('block1', 'block0.b', 32),
    ...lean('block2', 'block1.b', 32),
    {
      kind: 'convolution',
      id: 'head',
      from: 'block2.b',
      filters: 4,
      kernel: 3,
      prologue: 'silu',
      spread: 0,
    },
  ],
};
