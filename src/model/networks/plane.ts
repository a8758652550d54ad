import { REFERENCE_T } from '../../diffusion/schedule';
import type { Convolution, Network } from '../network';

const FILTERS = 128;

/** SiLU(Linear(x) + Linear(e)): for a picture of one place a 1x1 convolution is a dense layer. */
function dense(id: string, from: string): Convolution {
  return {
    ...{ kind: 'convolution', kernel: 1, embed: true, activation: 'silu' },
    ...{ id, from, filters: FILTERS },
  };
}

/**
 * The network that learns a distribution of the plane in seconds: a point is a picture of 1 x 1 with two numbers, and a multilayer
 * perceptron of three hidden layers predicts its epsilon (Ho et al. 2020, eq. 14). The first layer begins wide: its units differ over
 * short distances, as Fourier features do, and fine structure is learned sooner. Filters are computed in fours, so the head has four;
 * the output is the first two, and nothing reaches the others, which stay zero.
 */
export const plane: Network = {
  name: 'plane',
  size: 1,
  channels: 2,
  classes: 0,
  embedding: { frequencies: 16, width: 16 },
  output: 'epsilon',
  trainedOn: { schedule: 'linear', T: REFERENCE_T },
  layers: [
    { ...dense('dense0', 'input'), spread: 5 },
    dense('dense1', 'dense0'),
    dense('dense2', 'dense1'),
    { kind: 'convolution', id: 'head', from: 'dense2', filters: 4, kernel: 1, spread: 0 },
  ],
};
