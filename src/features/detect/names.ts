import type { AnomalyName, ScoreName } from '../../state/link/fields/detect';
import { withMinusSign } from '../common/format';
import type { Progress } from './state/scoring';
import { MEASURED } from './state/table';

const OTHERS: Readonly<Record<AnomalyName, string>> = {
  fashion: 'Fashion items',
  scribbles: 'scribbles',
  quarter: 'turned digits',
  eighth: 'turned digits',
  softened: 'softened digits',
  mirrored: 'mirrored digits',
  cut: 'cut digits',
  halves: 'joined halves',
  inverted: 'inverted digits',
  shuffled: 'shuffled digits',
  noise: 'noises',
  class: 'digits',
};

/** What a set is, where its name does not say it. */
export const ABOUT: Partial<Record<AnomalyName, string>> = {
  eighth: 'Turning by 45° blurs, too; what that alone does, the set “turned by 45° and back” shows.',
  softened: 'A control: upright digits, as blurred as those that are turned by 45°.',
  class:
    'One class counts as anomalous, the other nine as normal. Some classes are harder than others for every network, and a few noises favour some: compare with a network that has never seen the class.',
};

/** What is compared with digits, in a sentence after a number. */
export const othersOf = (against: AnomalyName, unseen: number): string =>
  against === 'class' ? `${unseen}s` : OTHERS[against];

/** What the sets are measured with, whatever the settings of the picture are. */
export const measuredWith = (score: ScoreName): string => {
  const { draws, steps } = MEASURED[score];
  return `${draws} draws${steps > 1 ? ` of ${steps} steps` : ''}`;
};

/** An error with three figures. */
export const error3 = (value: number): string =>
  value < 1e-4 ? withMinusSign(value.toExponential(1)) : String(Number(value.toPrecision(3)));

/** How many classes are tried, in words. */
export const NUMBERS: Readonly<Record<number, string>> = { 9: 'nine', 10: 'ten' };

/** Standard deviations with one decimal and a true minus sign. */
export const deviations = (value: number): string => withMinusSign(value.toFixed(1));

/** An area with three decimals; 1 or 0 only where it is exactly that. */
export const area = (value: number): string =>
  value === 1 || value === 0 ? String(value) : Math.min(0.999, Math.max(0.001, value)).toFixed(3);

/** Progress that counts evaluations of the network, as a bar shows it. */
export const evaluations = ({ step, steps, stepsPerSecond, secondsLeft }: Progress) =>
  ({ done: step, of: steps, rate: [stepsPerSecond, 'evaluations'], secondsLeft }) as const;
