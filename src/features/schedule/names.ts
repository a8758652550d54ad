import type { Tone } from '../../ui/chart/series';
import type { Comparable } from '../../state/link/fields/schedule';
import { withMinusSign } from '../common/format';

interface Look {
  readonly name: string;
  /** What it is, in one line. */
  readonly about: string;
  readonly tone: Tone;
  /** Dashes of its curve, so that the curves also differ without colour. */
  readonly dash?: string;
}

export const LOOKS: Readonly<Record<Comparable, Look>> = {
  linear: { name: 'linear', about: 'β from 0.0001 to 0.02 in equal steps (Ho et al. 2020)', tone: 'a' },
  cosine: {
    name: 'cosine',
    about: 'ᾱ falls as a squared cosine (Nichol & Dhariwal 2021)',
    tone: 'b',
    dash: '7 3',
  },
  sigmoid: {
    name: 'sigmoid',
    about: 'ᾱ falls as a sigmoid (Jabri, Fleet & Chen 2022)',
    tone: 'c',
    dash: '2 3',
  },
  quadratic: {
    name: 'quadratic',
    about: '√β grows in equal steps (Song, Meng & Ermon 2021)',
    tone: 'd',
    dash: '9 3 2 3',
  },
  hand: { name: 'by hand', about: 'β as it is dragged, beside', tone: 'e', dash: '4 2' },
  additive: {
    name: 'additive',
    about: 'x keeps its weight 1, and noise is added: the founding text’s own formula',
    tone: 'f',
    dash: '1 3',
  },
};

/** Two figures. */
export const small = (value: number): string =>
  value === 0
    ? '0'
    : value < 1e-3
      ? withMinusSign(value.toExponential(1))
      : Number(value.toPrecision(2)).toString();
