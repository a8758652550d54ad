import { SCHEDULES } from '../../diffusion/schedule';
import { withoutClass } from '../../state/network/usedNetwork';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { TRAINING_SIZES } from '../../state/link/fields/train';
import { count } from './format';

/** The settings as their fields are called. */
export const WORDS = {
  network: 'network',
  seed: 'seed',
  batch: 'batch',
  learningRate: 'learning rate',
  output: 'predicts',
  weighting: 'errors count',
  schedule: 'schedule',
  average: 'average',
  digits: 'digits',
  label: 'classes',
} as const;

export const OUTPUTS = [
  { value: 'v', label: 'v, the velocity' },
  { value: 'epsilon', label: 'ε, the noise' },
  { value: 'x0', label: 'x₀, the digit' },
] as const;
export const WEIGHTINGS = [
  { value: 'v', label: 'as v' },
  { value: 'epsilon', label: 'as ε' },
  { value: 'x0', label: 'as x₀' },
  { value: 'snr-clipped', label: 'as x₀, SNR ≤ 5' },
] as const;
export const DIGITS = TRAINING_SIZES.map((value) => ({ value, label: count(value) }));
export const CLASSES = [
  { value: ANY_DIGIT, label: 'all' },
  ...Array.from({ length: 10 }, (_, digit) => ({ value: digit, label: `only ${digit}` })),
  ...Array.from({ length: 10 }, (_, digit) => ({ value: withoutClass(digit), label: `all but ${digit}` })),
];
export const SCHEDULE_OPTIONS = SCHEDULES.map((value) => ({ value, label: value }));
export const NETWORKS = [
  { value: 'tiny', label: 'tiny, 14 × 14' },
  { value: 'small', label: 'small, 28 × 28' },
  { value: 'shipped', label: 'the shipped one' },
  { value: 'seed', label: 'the text’s U-Net' },
] as const;
