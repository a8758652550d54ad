import { degrade, type Degradation } from '../../../diffusion/pictures/degrade';
import { estimateNoise, lackingNoise, timestepOfNoise } from '../../../diffusion/pictures/noiseLevel';
import { sampleKey } from '../../../diffusion/random';
import type { ViewState } from '../../../state/link/fields/table';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf } from '../../../state/picture/forwardPath';

/** An estimate below this counts as no noise: for 300 blurred test digits it is 0.02 at most, for white noise of sigma = 0.05 above 0.05. */
const LEAST_NOISE = 0.05;
/**
 * Where no noise is found in a picture, noise is added up to this t. On 30 test digits, of 100 to 400, the mean of 4 draws is best at
 * 250 for a fifth of salt and pepper (10.1 to 20.8 dB), 150 for a blur of 1.5 pixels (16.1 to 16.7), 200 for 0.3 of the contrast (9.4 to
 * 14.4).
 */
const WITHOUT_NOISE = 250;

/** What the view does to the picture; null if it is taken as it is. */
export function getDegradation(state: ViewState): Degradation | null {
  switch (state.damage) {
    case 'gaussian':
      return { kind: 'gaussian', sigma: state.damageSigma };
    case 'salt-and-pepper':
      return { kind: 'salt-and-pepper', share: state.damageShare };
    case 'blur':
      return { kind: 'blur', sigma: state.damageBlur };
    case 'low-contrast':
      return { kind: 'low-contrast', factor: state.damageContrast };
    case 'none':
      return null;
    default:
      return state.damage satisfies never;
  }
}

/** A picture that is to be denoised, and how noisy it is. */
export interface Noisy {
  /** [size, size] flat; noise may lead beyond [-1, 1]. */
  readonly picture: Float32Array;
  /** Estimated standard deviation of its white noise. */
  readonly sigmaHat: number;
  /** t of equal signal-to-noise ratio; 0 if there is no noise. */
  readonly estimatedT: number;
  /** t at which the network takes over. */
  readonly t: number;
  /** Standard deviation of the noise that is added first. */
  readonly added: number;
}

/**
 * What is denoised: the picture of the view after what the view does to it.
 * @param x0 [size, size] flat, in [-1, 1], at the network's size
 */
export function makeNoisy(state: ViewState, x0: Float32Array, { size, schedule: name }: UsedNetwork): Noisy {
  const degradation = getDegradation(state);
  const picture = degradation ? degrade(x0, size, degradation, sampleKey(state.seed, 'degrade', 0)) : x0;
  const schedule = scheduleOf(name);
  const sigmaHat = estimateNoise(picture, size);
  const estimatedT = sigmaHat < LEAST_NOISE ? 0 : timestepOfNoise(schedule, sigmaHat);
  const t = state.noiseT || estimatedT || WITHOUT_NOISE;
  // The estimate's own t is only the nearest: the difference is no noise to add.
  const added = t === estimatedT ? 0 : lackingNoise(schedule, t, sigmaHat);
  return { picture, sigmaHat, estimatedT, t, added };
}
