import { REFERENCE_T } from '../../diffusion/schedule';
import type { Layer, Network } from '../network';

/**
 * The large U-Net, layer by layer, as a small example trains it on MNIST (README.md, "More"): 28, 14 and 7 pixels with 64, 128
 * and 256 channels, ReLU, max pooling, nearest-neighbour upsampling and skip connections that join channels; no normalisation,
 * no classes. t enters as a picture next to x_t, pixels are 0..1, the output is epsilon. About 350 million multiply-adds for a
 * picture.
 */
export const seed: Network = {
  name: 'seed',
  size: 28,
  range: 'unit',
  classes: 0,
  embedding: { picture: true, width: 64 },
  initialiser: 'glorot',
  output: 'epsilon',
  trainedOn: { schedule: 'linear', T: REFERENCE_T },
  layers: [
    ...twice('enc28', 'input', 64),
    { kind: 'max-pool', id: 'pool14', from: 'enc28.b' },
    ...twice('enc14', 'pool14', 128),
    { kind: 'max-pool', id: 'pool7', from: 'enc14.b' },
    ...twice('mid7', 'pool7', 256),
    { kind: 'upsample', id: 'up14', from: 'mid7.b' },
    { kind: 'concat', id: 'join14', from: 'up14', and: 'enc14.b' },
    ...twice('dec14', 'join14', 128),
    { kind: 'upsample', id: 'up28', from: 'dec14.b' },
    { kind: 'concat', id: 'join28', from: 'up28', and: 'enc28.b' },
    ...twice('dec28', 'join28', 64),
    { kind: 'convolution', id: 'head', from: 'dec28.b', filters: 1, kernel: 1 },
  ],
};

/** Convolution, ReLU, convolution, ReLU. */
function twice(id: string, from: string, filters: number): Layer[] {
  const shape = { kind: 'convolution', filters, kernel: 3, activation: 'relu' } as const;
  return [
    { ...shape, id: `${id}.a`, from },
    { ...shape, id: `${id}.b`, from: `${id}.a` },
  ];
}
