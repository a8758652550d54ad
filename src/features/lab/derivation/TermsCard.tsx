import { bellDensity } from '../../../diffusion/derivation/bells';
import { exponential, fixed } from '../../../diffusion/numbers/formatNumber';
import type { ViewState } from '../../../state/link/fields/table';
import { BOUND_LAW, BOUND_MODEL, shownBound } from '../state/derivation';
import { Card } from './Card';
import { below, functionPath, peak } from './curves';
import { EQUATIONS } from './equations';
import { DragLane } from './Lane';
import { LinePicture, RANGE } from './LinePicture';
import { Numbers, shown } from './Numbers';
import { TEXTS } from './texts';
import { Waterfall } from './Waterfall';
import styles from './TermsCard.module.css';

const { terms } = TEXTS;

const TOP = 1.15 * Math.max(peak(BOUND_LAW), peak(BOUND_MODEL));
const PATHS = [
  below(functionPath((x) => bellDensity(BOUND_LAW, x), RANGE, TOP)),
  functionPath((x) => bellDensity(BOUND_MODEL, x), RANGE, TOP),
];
const paths = (): readonly string[] => PATHS;

const CURVES = [
  { name: terms.data, tone: 'c', look: 'area' },
  { name: terms.model, tone: 'a', look: 'line' },
] as const;

const number = (name: string, of: (bound: ReturnType<typeof shownBound>) => string) =>
  shown(name, (state: ViewState) => of(shownBound(state)));

const ROWS = [
  { name: terms.bySum, cells: [number('boundSum', ({ sum }) => fixed(sum, 6))] },
  { name: terms.direct, cells: [number('boundDirect', ({ direct }) => fixed(direct, 6))] },
  {
    name: terms.difference,
    cells: [number('boundDifference', ({ sum, direct }) => exponential(Math.abs(sum - direct), 0))],
  },
  { name: terms.bounded, cells: [number('boundSurprise', ({ surprise }) => fixed(surprise, 6))] },
];

/** The bound, term by term, where all of it is a formula. */
export const TermsCard = () => (
  <Card
    id="terms"
    title={terms.title}
    says={terms.says}
    term="bound"
    isWide
    equations={[EQUATIONS.bound, EQUATIONS.terms]}
    source={TEXTS.ddpm(terms.source)}
    picture={
      <LinePicture label={terms.picture} curves={CURVES} paths={paths}>
        <DragLane field="derivationX0" label={TEXTS.dragX0} tex="x_0" />
      </LinePicture>
    }
  >
    <Waterfall />
    <div className={styles.numbers}>
      <Numbers label={terms.numbers} head={['', terms.value]} rows={ROWS} />
    </div>
    <p>{terms.negative}</p>
  </Card>
);
