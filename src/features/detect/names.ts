import { MEASURED } from './state/table';
import type { AnomalyName, ScoreName } from '../../state/link/fields/detect';
import { minus } from '../common/format';

/** What is told from digits: how it is called in a menu, and in a sentence (after a number). */
export const GROUPS: Record<AnomalyName, { readonly menu: string; readonly many: string }> = {
  fashion: { menu: 'Fashion-MNIST items', many: 'Fashion items' },
  scribbles: { menu: 'scribbles drawn by chance', many: 'scribbles' },
  quarter: { menu: 'digits turned by 90°', many: 'turned digits' },
  eighth: { menu: 'digits turned by 45°', many: 'turned digits' },
  softened: { menu: 'digits turned by 45° and back', many: 'softened digits' },
  mirrored: { menu: 'digits mirrored', many: 'mirrored digits' },
  cut: { menu: 'digits, lower half cut', many: 'cut digits' },
  halves: { menu: 'halves of two digits', many: 'joined halves' },
  inverted: { menu: 'digits inverted', many: 'inverted digits' },
  shuffled: { menu: 'digits, pixels shuffled', many: 'shuffled digits' },
  noise: { menu: 'pure noise', many: 'noises' },
  class: { menu: 'one class of digits', many: 'digits' },
};

/** What a set is, where that needs a word. */
export const ABOUT: Partial<Record<AnomalyName, string>> = {
  eighth: 'Turning by 45° blurs, too; what that alone does, the set “turned by 45° and back” shows.',
  softened: 'A control: upright digits, as blurred as those that are turned by 45°.',
  class:
    'One class counts as anomalous, the other nine as normal. Some classes are harder than others for every network, and a few noises favour some: compare with a network that has never seen the class.',
};

/** The anomalous set of a view in a sentence. */
export const manyOf = (against: AnomalyName, unseen: number): string =>
  against === 'class' ? `${unseen}s` : GROUPS[against].many;

export const SCORE_NAMES: Record<ScoreName, { readonly short: string; readonly title: string }> = {
  epsilon: { short: 'error of ε̂', title: 'How far the network is off with the noise: one look at x_t' },
  reconstruction: {
    short: 'reconstruction',
    title: 'How far what DDIM brings back from x_t is from the picture (AnoDDPM: Wyatt et al. 2022)',
  },
};

/** What the sets are measured with, whatever the picture is scored with. */
export const measuredWith = (score: ScoreName): string => {
  const { draws, steps } = MEASURED[score];
  return `${draws} draws${steps > 1 ? ` of ${steps} steps` : ''}`;
};

/** An error: three figures. */
export const error3 = (value: number): string =>
  value < 1e-4 ? minus(value.toExponential(1)) : String(Number(value.toPrecision(3)));

/** In words: how many classes are tried. */
export const NUMBERS: Readonly<Record<number, string>> = { 9: 'nine', 10: 'ten' };

/** Standard deviations: one decimal, with a true minus sign. */
export const deviations = (value: number): string => minus(value.toFixed(1));

/** An area: three decimals; never 1 or 0 where it is not. */
export const area = (value: number): string =>
  value === 1 || value === 0 ? String(value) : Math.min(0.999, Math.max(0.001, value)).toFixed(3);
