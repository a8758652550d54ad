import { figures } from '../../diffusion/numbers/formatNumber';
import type { Tone } from '../../ui/chart/series';
import type { Comparable } from '../../state/link/fields/schedule';

interface Look {
  readonly tone: Tone;
  /** Dashes of its curve, so that the curves also differ without colour. */
  readonly dash?: string;
}

export const LOOKS: Readonly<Record<Comparable, Look>> = {
  linear: { tone: 'a' },
  cosine: { tone: 'b', dash: '7 3' },
  sigmoid: { tone: 'c', dash: '2 3' },
  quadratic: { tone: 'd', dash: '9 3 2 3' },
  hand: { tone: 'e', dash: '4 2' },
  additive: { tone: 'f', dash: '1 3' },
};

/** Two figures. */
export const twoFigures = (value: number): string => figures(value, 2, 1e-3);
