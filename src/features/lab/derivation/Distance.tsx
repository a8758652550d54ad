import { fixed } from '../../../diffusion/numbers/formatNumber';
import { ksBand } from '../../../diffusion/numbers/kolmogorov';
import type { ViewState } from '../../../state/link/fields/table';
import { Term } from '../../common/glossary/Term';
import { DRAWS, type Comparison } from '../state/derivation';
import { Live, shown } from './Numbers';
import { TEXTS } from './texts';

/** Of two samples of 10,000 numbers. */
const BAND = ksBand(DRAWS, DRAWS);

/** Four figures of the reference, and as many decimals of what is compared with it. */
const alike = (value: number, reference: number): string =>
  fixed(value, 3 - Math.floor(Math.log10(reference)));

/** What is shown of two samples: their variances and the law's, and how far apart they are. @param name begins the numbers' names */
export function pairNumbers(
  name: string,
  pairOf: (state: ViewState) => Comparison | undefined,
  varianceOf: (state: ViewState) => number,
) {
  const of = (pick: (pair: Comparison, state: ViewState) => string) => (state: ViewState) => {
    const pair = pairOf(state);
    return pair ? pick(pair, state) : '–';
  };
  return {
    variances: [
      shown(
        `${name}A`,
        of(({ varianceA }, state) => alike(varianceA, varianceOf(state))),
      ),
      shown(
        `${name}B`,
        of(({ varianceB }, state) => alike(varianceB, varianceOf(state))),
      ),
      shown(`${name}Formula`, (state) => alike(varianceOf(state), varianceOf(state))),
    ],
    distance: shown(
      `${name}Distance`,
      of(({ distance }) => fixed(distance, 4)),
    ),
    band: shown(`${name}Band`, () => fixed(BAND, 4)),
  };
}

/** How far apart two samples are, and how far apart they may be. */
export const Distance = ({ of: { distance, band } }: { of: ReturnType<typeof pairNumbers> }) => (
  <p>
    <Term name="ksDistance">{TEXTS.distance}</Term> <Live of={distance} />. {TEXTS.band} <Live of={band} />{' '}
    {TEXTS.bandOf}
  </p>
);
