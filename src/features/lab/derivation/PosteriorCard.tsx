import {
  closedFormBell,
  likelihoodBell,
  posteriorBell,
  productOfBells,
} from '../../../diffusion/derivation/bells';
import { fixed, precise } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { derivationSchedule, stepsTo } from '../state/derivation';
import { Card } from './Card';
import { below, bellPath, peak } from './curves';
import { EQUATIONS } from './equations';
import { DragLane } from './Lane';
import { LinePicture, RANGE } from './LinePicture';
import { Numbers, shown } from './Numbers';
import { StepSource } from './StepSource';
import { TEXTS } from './texts';

const { posterior } = TEXTS;

function bellsOf(state: ViewState) {
  const { t, tPrev } = stepsTo(state);
  const { derivationX0: x0, derivationXt: xt } = state;
  const likelihood = likelihoodBell(derivationSchedule, t, tPrev, xt);
  const prior = closedFormBell(derivationSchedule, tPrev, x0);
  return {
    likelihood,
    prior,
    product: productOfBells(likelihood, prior),
    formula: posteriorBell(derivationSchedule, t, tPrev, xt, x0),
  };
}

const NUMBERS = {
  mean: [
    shown('posteriorMeanBells', (state) => fixed(bellsOf(state).product.mean, 6)),
    shown('posteriorMean', (state) => fixed(bellsOf(state).formula.mean, 6)),
  ],
  variance: [
    shown('posteriorVarianceBells', (state) => precise(bellsOf(state).product.variance, 6)),
    shown('posteriorVariance', (state) => precise(bellsOf(state).formula.variance, 6)),
  ],
};

function paths(state: ViewState): readonly string[] {
  const { likelihood, prior, product } = bellsOf(state);
  const top = 1.1 * peak(product);
  return [
    below(bellPath(product, RANGE, top)),
    bellPath(likelihood, RANGE, top),
    bellPath(prior, RANGE, top),
  ];
}

const CURVES = [
  { name: posterior.product, tone: 'a', look: 'area' },
  { name: posterior.likelihood, tone: 'b', look: 'line' },
  { name: posterior.prior, tone: 'c', look: 'line' },
] as const;

/** Bayes' rule with two bells. */
export const PosteriorCard = () => (
  <Card
    id="posterior"
    title={posterior.title}
    says={posterior.says}
    term="posterior"
    equations={[EQUATIONS.bayes, EQUATIONS.posteriorMean, EQUATIONS.posteriorVariance]}
    source={<StepSource equations={posterior.source} />}
    picture={
      <LinePicture label={posterior.picture} curves={CURVES} paths={paths}>
        <DragLane field="derivationXt" label={TEXTS.dragXt} tex="x_t" />
        <DragLane field="derivationX0" label={TEXTS.dragX0} tex="x_0" />
      </LinePicture>
    }
  >
    <Numbers
      label={posterior.numbers}
      head={['', posterior.byBells, posterior.byFormula]}
      rows={[
        { name: TEXTS.mean, cells: NUMBERS.mean },
        { name: TEXTS.variance, cells: NUMBERS.variance },
      ]}
    />
  </Card>
);
