import { mixtureDensity, TWO_MODES } from '../../../diffusion/mixture';
import type { ViewState } from '../../../state/link/fields/table';
import { derivation, derivationSchedule, derivationT } from '../state/derivation';
import { Card } from './Card';
import { below, functionPath, stepsPath } from './curves';
import { Distance, pairNumbers } from './Distance';
import { EQUATIONS } from './equations';
import { LinePicture, RANGE } from './LinePicture';
import { Numbers } from './Numbers';
import { TEXTS } from './texts';

const { jump } = TEXTS;
const { alphaBar, oneMinusAlphaBar } = derivationSchedule;

/** The variance of the data: two groups of 0.3 and 0.7 at -1 and 1, each with a deviation of 0.1. */
const DATA_VARIANCE = 4 * TWO_MODES.weights[0] * TWO_MODES.weights[1] + TWO_MODES.std ** 2;

const NUMBERS = pairNumbers('jump', derivation.jumpDraws, (state) => {
  const t = derivationT(state);
  return alphaBar[t] * DATA_VARIANCE + oneMinusAlphaBar[t];
});

function paths(state: ViewState): readonly string[] {
  const t = derivationT(state);
  const density = (x: number): number => mixtureDensity(TWO_MODES, x, alphaBar[t], oneMinusAlphaBar[t]);
  // The larger group's peak, or about that of the bell that both have become.
  const top = 1.2 * Math.max(density(Math.sqrt(alphaBar[t])), density(0));
  const pair = derivation.jumpDraws(state);
  return [
    pair ? below(stepsPath(pair.a, RANGE, top)) : '',
    pair ? stepsPath(pair.b, RANGE, top) : '',
    functionPath(density, RANGE, top),
  ];
}

const CURVES = [
  { name: jump.chain, tone: 'b', look: 'area' },
  { name: jump.closed, tone: 'c', look: 'line' },
  { name: jump.exact, tone: 'a', look: 'dashed' },
] as const;

/** The chain and the closed form: one law. */
export const JumpCard = () => (
  <Card
    id="jump"
    title={jump.title}
    says={jump.says}
    term="closedForm"
    equations={[EQUATIONS.jump]}
    source={TEXTS.ddpm(jump.source)}
    picture={<LinePicture label={jump.picture} curves={CURVES} paths={paths} />}
  >
    <Numbers
      label={jump.numbers}
      head={['', jump.chain, jump.closed, TEXTS.formula]}
      rows={[{ name: TEXTS.variance, cells: NUMBERS.variances }]}
    />
    <Distance of={NUMBERS} />
  </Card>
);
