import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ViewState } from '../../../state/link/fields/table';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { Tex } from '../../../ui/Tex';
import { PlaceSlider } from '../../common/PlaceSlider';
import { Intro } from '../Headings';
import { bound } from '../state/bound';
import { boundPlace, estimateBound } from '../state/boundChart';
import { Equation } from './Equation';
import { Notice } from './Notice';
import { Settings } from './Settings';
import { Status } from './Status';
import { Terms } from './Terms';
import { Totals } from './Totals';
import styles from './Bound.module.css';

const Charts = lazy(() => import('./Charts'));

/** The place in words: one of the three kinds of terms, from the noise on. */
const words = (state: ViewState): string => {
  const { t } = boundPlace(state);
  return t === 0 ? 'L_T' : t === 1 ? 'L₀, t = 1' : `t = ${t}`;
};

const BOUND = String.raw`-\log_2 p_\theta(x_0) \;\le\; \underbrace{L_T}_{\text{the prior}} + \underbrace{\textstyle\sum_{t>1} L_{t-1}}_{\text{the steps}} + \underbrace{L_0}_{\text{the decoder}}`;

/** The variational bound on test digits, term by term. */
export default function Bound() {
  useEffect(() => bound.follow(), []);
  const { boundVariance, boundClip } = useView('boundVariance', 'boundClip');
  const viewNetwork = useStore(network, ({ used }) => used);
  const measured = useStore(bound.store, (state) => state.measured);
  const { size } = measured?.used ?? viewNetwork;
  const estimates = useMemo(() => estimateBound(measured?.table, boundClip), [measured, boundClip]);
  const estimate = estimates[boundVariance];
  return (
    <>
      <Intro
        title={<>Likelihood bound {measured && <Badge kind="live" by={creditOf(measured.used)} />}</>}
        about={
          <>
            How many bits does a model need for a digit it has never seen? A DDPM cannot say its −log p(x₀),
            but a bound on it: send x<sub>T</sub>, then for each step what the network’s guess leaves open of
            x<sub>t−1</sub>, last the pixels themselves. The pixels are bytes, 8 bits each before anything is
            known; the bound is in bits for each of the {size} × {size}.
          </>
        }
      />
      <div className={styles.top}>
        <div>
          <div className={styles.formula}>
            <Tex tex={BOUND} display />
          </div>
          <Totals estimates={estimates} />
        </div>
        <div className={styles.side}>
          <Settings />
          <Status />
        </div>
      </div>
      <PlaceSlider label="Term of the bound, from the noise on" words={words} />
      <div className={styles.below}>
        <Suspense fallback={<div className={styles.skeleton} aria-busy="true" />}>
          <Charts estimate={estimate} />
        </Suspense>
        <div>
          <Equation />
          <Notice {...estimates} />
        </div>
      </div>
      <Terms estimate={estimate} />
    </>
  );
}
