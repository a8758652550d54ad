import { meanByEpsilon, posteriorBell, x0HatOf } from '../../../diffusion/derivation/bells';
import { fixed, precise } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { Tex } from '../../../ui/Tex';
import { Setting } from '../../common/setting/Setting';
import { derivationSchedule, stepsTo } from '../state/derivation';
import { Card } from './Card';
import { EQUATIONS } from './equations';
import { DragLane, StillLane } from './Lane';
import { Ticks, RANGE } from './LinePicture';
import { Live, Numbers, shown } from './Numbers';
import { StepSource } from './StepSource';
import { TEXTS } from './texts';
import picture from './LinePicture.module.css';

const { forms } = TEXTS;

function meansOf(state: ViewState) {
  const { t, tPrev } = stepsTo(state);
  const { derivationXt: xt, derivationEpsilon: epsilonHat, derivationClip } = state;
  const x0Hat = x0HatOf(derivationSchedule, t, xt, epsilonHat);
  const used = derivationClip ? Math.min(1, Math.max(-1, x0Hat)) : x0Hat;
  return {
    x0Hat,
    used,
    byEpsilon: meanByEpsilon(derivationSchedule, t, tPrev, xt, epsilonHat),
    byX0: posteriorBell(derivationSchedule, t, tPrev, xt, used).mean,
  };
}

const NUMBERS = {
  means: [
    shown('meanByEpsilon', (state) => fixed(meansOf(state).byEpsilon, 6)),
    shown('meanByX0', (state) => fixed(meansOf(state).byX0, 6)),
  ],
  x0Hat: shown('x0Hat', (state) => fixed(meansOf(state).x0Hat, 4)),
  used: shown('x0HatUsed', (state) => fixed(meansOf(state).used, 4)),
  difference: shown('meansDiffer', (state) => {
    const { byEpsilon, byX0 } = meansOf(state);
    const difference = Math.abs(byEpsilon - byX0);
    // What is left of equal numbers is rounding.
    return difference < 1e-9 ? '0' : precise(difference, 3);
  }),
};

const X0_POINTS = [
  { at: (state: ViewState) => meansOf(state).x0Hat, look: 'disc' },
  { at: (state: ViewState) => meansOf(state).used, look: 'ring' },
] as const;
const MEANS = [
  { at: (state: ViewState) => meansOf(state).byEpsilon, look: 'disc' },
  { at: (state: ViewState) => meansOf(state).byX0, look: 'ring' },
] as const;

/** One prediction in two forms. */
export const FormsCard = () => (
  <Card
    id="forms"
    title={forms.title}
    says={forms.says}
    term="epsilonHat"
    equations={[EQUATIONS.mean, EQUATIONS.x0Hat]}
    source={<StepSource equations={forms.source} />}
    picture={
      <div className={picture.picture} role="group" aria-label={forms.picture}>
        <DragLane field="derivationXt" label={TEXTS.dragXt} tex="x_t" />
        <DragLane field="derivationEpsilon" label={TEXTS.dragEpsilon} tex="\hat\epsilon" />
        <StillLane tex="\hat x_0" points={X0_POINTS} hasBand />
        <StillLane tex="\mu" points={MEANS} />
        <Ticks range={RANGE} />
        <p className={picture.about}>{forms.key}</p>
      </div>
    }
  >
    <Numbers
      label={forms.numbers}
      head={['', forms.byEpsilon, forms.byX0]}
      rows={[{ name: TEXTS.mean, cells: NUMBERS.means }]}
    />
    <p>
      <Tex tex="\hat x_0" /> {forms.isAt} <Live of={NUMBERS.x0Hat} />. {forms.used} <Live of={NUMBERS.used} />
      . {forms.difference} <Live of={NUMBERS.difference} />.
    </p>
    <Setting field="derivationClip" />
  </Card>
);
