import { degrade, type Degradation } from '../../../diffusion/pictures/degrade';
import { entryOf, type Entry } from '../../../diffusion/pictures/denoising';
import { sampleKey } from '../../../diffusion/random';
import type { ViewState } from '../../../state/link/fields/table';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf } from '../../../state/picture/forwardPath';

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
export interface Noisy extends Entry {
  /** [size, size] flat; noise may lead beyond [-1, 1]. */
  readonly picture: Float32Array;
}

/**
 * What is denoised: the picture of the view after what the view does to it.
 * @param x0 [size, size] flat, in [-1, 1], at the network's size
 */
export function makeNoisy(state: ViewState, x0: Float32Array, { size, schedule: name }: UsedNetwork): Noisy {
  const degradation = getDegradation(state);
  const picture = degradation ? degrade(x0, size, degradation, sampleKey(state.seed, 'degrade', 0)) : x0;
  return { picture, ...entryOf(scheduleOf(name), picture, size, state.noiseT) };
}
