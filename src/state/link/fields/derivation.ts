import { flag, number, oneOf, shown, slidingPlace } from '../fieldKinds';

/** How many of the 1,000 steps one step of the derivation goes over. */
const STEP_LENGTHS = [1, 10, 100] as const;

/** Ends of what is dragged on a line. */
const END = 3;

/** What a link restores of the derivation. */
export const DERIVATION_FIELDS = {
  derivationStep: shown(oneOf('d.step', 100, STEP_LENGTHS), {
    label: 'Length of a step',
    prefix: 'one step is',
    options: STEP_LENGTHS.map((value) => ({
      value,
      label: value === 1 ? '1 of 1,000' : `${value} of 1,000`,
    })),
  }),
  /** The numbers that one drags on a line, in all cards that have them. */
  derivationX0: slidingPlace(number('d.x0', -0.8, -2, 2, 0.01)),
  derivationXt: slidingPlace(number('d.xt', 0.8, -END, END, 0.01)),
  derivationEpsilon: slidingPlace(number('d.eps', 0.4, -END, END, 0.01)),
  /** Whether x0Hat is clipped to [-1, 1]. */
  derivationClip: shown(flag('d.clip'), { label: 'Clip x̂₀ to [−1, 1]' }),
};
