import { Suspense, useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ViewState } from '../../../state/link/fields/table';
import { useView } from '../../../state/link/useView';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { lazyPart } from '../../../ui/parts/lazyPart';
import { Tex } from '../../../ui/Tex';
import { AtLevel } from '../../common/setting/AtLevel';
import { Term } from '../../common/glossary/Term';
import { Experiment, PartHeading } from '../Experiment';
import { LabScene } from '../LabScene';
import { bound } from '../state/bound';
import { boundPlace, estimateBound } from '../state/boundChart';
import { TEXTS as COMMON } from '../texts';
import { Equation } from './Equation';
import { Notice } from './Notice';
import { Settings } from './Settings';
import { Status } from './Status';
import { Terms } from './Terms';
import { TEXTS } from './texts';
import { Totals } from './Totals';
import lab from '../Lab.module.css';
import styles from './Bound.module.css';

const Charts = lazyPart(() => import('./Charts'));

/** The place in words: one of the three kinds of terms, from the noise on. */
const words = (state: ViewState): string => {
  const { t } = boundPlace(state);
  return t === 0 ? TEXTS.sliderPrior : t === 1 ? TEXTS.sliderDecoder : `t = ${t}`;
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
    <Experiment
      title={COMMON.tabs.bound}
      story={<Term name="bound">{TEXTS.story}</Term>}
      badge={measured && <Badge kind="live" by={creditOf(measured.used)} />}
      settings={<Settings />}
      run={<Status />}
      sliderLabel={TEXTS.slider}
      sliderWords={words}
    >
      <div className={styles.look}>
        <Suspense fallback={<div className={styles.terms} aria-busy="true" />}>
          <Charts part="terms" estimate={estimate} />
        </Suspense>
        <div className={styles.column}>
          <LabScene id="totals">
            <AtLevel from="course">
              <div className={styles.formula}>
                <Tex tex={BOUND} display />
              </div>
            </AtLevel>
            <Totals estimates={estimates} />
          </LabScene>
          <AtLevel from="course">
            <LabScene id="equation">
              <Equation />
            </LabScene>
          </AtLevel>
        </div>
      </div>
      <div className={styles.more}>
        <LabScene id="notice">
          <Notice {...estimates} />
        </LabScene>
        <AtLevel from="course">
          <Suspense fallback={<div className={styles.sums} aria-busy="true" />}>
            <Charts part="sums" estimate={estimate} />
          </Suspense>
        </AtLevel>
      </div>
      <Terms estimate={estimate} />
      <AtLevel from="course">
        <PartHeading title={COMMON.howToRead} />
        <p className={lab.prose} data-chrome>
          {TEXTS.about(size)}
        </p>
      </AtLevel>
    </Experiment>
  );
}
