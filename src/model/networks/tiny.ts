import type { Network } from '../network';
import { lean } from './lean';

/**
 * The network that is trained from nothing in minutes, also without a GPU: digits of 14 x 14 pixels, taken in
 * patches of 2 x 2, three residual blocks of 32 channels at 7 x 7. Its output may be another than v where it was trained so.
 */
export const tiny: Network = {
  name: 'tiny',
  size: 14,
  classes: 10,
  patch: 2,
  embedding: { frequencies: 16, width: 64, timeOnly: true },
  output: 'v',
  trainedOn: { schedule: 'linear', T: 1000 },
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
      zero: true,
    },
  ],
};
