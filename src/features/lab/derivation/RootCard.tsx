import { fixed, precise } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { Tex } from '../../../ui/Tex';
import { derivationSchedule, derivationT } from '../state/derivation';
import { Card } from './Card';
import { EQUATIONS } from './equations';
import { Live, Numbers, shown } from './Numbers';
import { TEXTS } from './texts';
import { VarianceChart, VARIANCES } from './VarianceChart';

const { root } = TEXTS;

/** The variance before and after the step to t. */
const around = (name: 'kept' | 'grown') => {
  const at = (shift: number) => (state: ViewState) => fixed(VARIANCES[name][derivationT(state) - shift], 4);
  return [shown(`${name}Before`, at(1)), shown(name, at(0))];
};

const NUMBERS = {
  kept: around('kept'),
  grown: around('grown'),
  beta: shown('beta', (state) => precise(derivationSchedule.beta[derivationT(state)], 4)),
};

/** What the factor sqrt(1 - beta) is for. */
export const RootCard = () => (
  <Card
    id="root"
    title={root.title}
    says={root.says}
    term="beta"
    equations={[EQUATIONS.step, EQUATIONS.variance]}
    source={TEXTS.ddpm(root.source)}
    picture={<VarianceChart />}
  >
    <Numbers
      label={root.numbers}
      head={['', root.before, root.after]}
      rows={[
        { name: root.kept, cells: NUMBERS.kept },
        { name: root.grown, cells: NUMBERS.grown },
      ]}
    />
    <p>
      {root.dataHave} <Tex tex="\beta_t" /> {root.isHere} <Live of={NUMBERS.beta} />.
    </p>
  </Card>
);
