import { twoSteps } from '../../../diffusion/derivation/variances';
import type { ViewState } from '../../../state/link/fields/table';
import { useView } from '../../../state/link/useView';
import { derivation, derivationSchedule, stepsTo } from '../state/derivation';
import { Card } from './Card';
import { below, stepsPath } from './curves';
import { Distance, pairNumbers } from './Distance';
import { EQUATIONS } from './equations';
import { LinePicture } from './LinePicture';
import { Numbers } from './Numbers';
import { StepSource } from './StepSource';
import { TEXTS } from './texts';

const { sum } = TEXTS;

function together(state: ViewState): number {
  const { t, tPrev, first } = stepsTo(state);
  return twoSteps(derivationSchedule, first, tPrev, t).together;
}

/** The axis: short steps add little noise. */
const RANGES = { 1: 0.6, 10: 1.5, 100: 3 } as const;

const NUMBERS = pairNumbers('sum', derivation.twoStepDraws, (state) => together(state) ** 2);

function paths(state: ViewState): readonly string[] {
  const { a, b } = derivation.twoStepDraws(state);
  const range = RANGES[state.derivationStep];
  const top = 0.5 / together(state);
  return [below(stepsPath(a, range, top)), stepsPath(b, range, top)];
}

const CURVES = [
  { name: sum.two, tone: 'b', look: 'area' },
  { name: sum.one, tone: 'c', look: 'line' },
] as const;

/** Two noise steps and one that goes as far. */
export function SumCard() {
  const { derivationStep } = useView('derivationStep');
  return (
    <Card
      id="sum"
      title={sum.title}
      says={sum.says}
      equations={[EQUATIONS.sum]}
      source={<StepSource equations={sum.source} />}
      picture={
        <LinePicture label={sum.picture} curves={CURVES} paths={paths} range={RANGES[derivationStep]} />
      }
    >
      <Numbers
        label={sum.numbers}
        head={['', sum.two, sum.one, TEXTS.formula]}
        rows={[{ name: TEXTS.variance, cells: NUMBERS.variances }]}
      />
      <Distance of={NUMBERS} />
    </Card>
  );
}
