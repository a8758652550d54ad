import { flag, number, oneOf, shown } from '../fieldKinds';

/** How many of MNIST's test digits the likelihood bound is measured on, and into how many strata t is cut. */
const BOUND_DIGITS = [20, 40, 100, 400] as const;
const BOUND_STRATA = [20, 40, 100, 999] as const;

/** What a link restores of the likelihood bound. */
export const BOUND_FIELDS = {
  boundDigits: shown(oneOf('testdigits', 40, BOUND_DIGITS), {
    label: 'Test digits',
    level: 'course',
    prefix: '',
    options: BOUND_DIGITS.map((value) => ({ value, label: `${value} test digits` })),
  }),
  /** Noises, each with t of its own, of a digit: 1 ... 8. */
  boundNoises: shown(number('noises', 1, 1, 8), {
    label: 'Noises for each digit',
    level: 'all',
    prefix: 'noises',
    title: 'How many noises each digit gets, each at other t',
  }),
  boundStrata: shown(oneOf('strata', 40, BOUND_STRATA), {
    label: 'Sections of t',
    level: 'all',
    prefix: '',
    title:
      'The range of t is cut into sections (strata). Each group of digits is measured at one random t of each; the sum is weighted by their lengths',
    options: BOUND_STRATA.map((value) => ({
      value,
      label: value === 999 ? 'every t' : `${value} sections of t`,
    })),
  }),
  /** Variance of the reverse steps in the bound that is drawn. */
  boundVariance: shown(oneOf('variance', 'posterior', ['posterior', 'beta']), {
    label: 'Variance of a reverse step',
    noticeName: 'variance',
    level: 'course',
    options: [
      { value: 'posterior', label: 'σ² = β̃', title: 'The posterior’s variance: only the means differ' },
      {
        value: 'beta',
        label: 'σ² = β',
        title: 'β itself: larger than the posterior’s, which costs bits at each step',
      },
    ],
  }),
  /** Whether x0Hat is clipped to [-1, 1]. */
  boundClip: shown(flag('clip'), {
    label: 'The network’s x0',
    noticeName: 'guess x̂₀',
    level: 'all',
    options: [
      { value: false, label: 'as it is', title: 'The network’s guess x̂₀ without a limit' },
      { value: true, label: 'clipped', title: 'The guess x̂₀ limited to [−1, 1], as the samplers use it' },
    ],
  }),
  /** Whether the network is told the class of each digit. */
  boundClass: shown(flag('told'), {
    label: 'Class for the network',
    noticeName: 'class',
    level: 'course',
    options: [
      { value: false, label: 'no class', title: 'p(x₀): the network does not know which digit it is' },
      { value: true, label: 'its class', title: 'p(x₀ | class): the network knows which digit it is' },
    ],
  }),
  /** Whether the terms are drawn on a linear scale. */
  boundLinear: shown(flag('linear'), {
    label: 'Scale of the terms',
    noticeName: '',
    level: 'course',
    options: [
      { value: false, label: 'log' },
      { value: true, label: 'linear' },
    ],
  }),
};
