import type { Variance } from '../../../diffusion/steps';
import { flag, number, oneOf, oneOfNumbers } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

/** How many of MNIST's test digits the likelihood bound is measured on, and into how many strata t is cut. */
export const BOUND_DIGITS = [20, 40, 100, 400] as const;
export const BOUND_STRATA = [20, 40, 100, 999] as const;

/** What a link restores of the likelihood bound. */
export interface BoundFields {
  boundDigits: (typeof BOUND_DIGITS)[number];
  /** Noises, each with t of its own, of a digit: 1 ... 8. */
  boundNoises: number;
  boundStrata: (typeof BOUND_STRATA)[number];
  /** Variance of the reverse steps in the bound that is drawn. */
  boundVariance: Variance;
  /** Whether x0Hat is clipped to [-1, 1]. */
  boundClip: boolean;
  /** Whether the network is told the class of each digit. */
  boundClass: boolean;
  /** Whether the terms are drawn on a linear scale. */
  boundLinear: boolean;
}

export const BOUND_FIELDS: FieldsOf<BoundFields> = {
  boundDigits: oneOfNumbers('testdigits', 40, BOUND_DIGITS),
  boundNoises: number('noises', 1, 1, 8),
  boundStrata: oneOfNumbers('strata', 40, BOUND_STRATA),
  boundVariance: oneOf('variance', 'posterior', ['posterior', 'beta']),
  boundClip: flag('clip'),
  boundClass: flag('told'),
  boundLinear: flag('linear'),
};
