import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { stage, type StageContent } from './state/stage';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { liveFromT, liveT, liveWeights, stageSchedule } from './feeds';
import { formatDecibels } from '../common/format';
import { RULE_SOURCES, RULES } from '../common/stepRules';
import { Live } from './Live';
import { snrDb } from '../../diffusion/schedule';
import styles from './StepPanel.module.css';

/** A symbol with a live t below it. */
const At = ({ tex, t }: { tex: string; t: (content: StageContent) => string }) => (
  <>
    <Tex tex={tex} />
    <sub className={styles.sub}>
      <Live of={t} ch={4} />
    </sub>
  </>
);
const Weight = ({ i, tone }: { i: number; tone?: 'signal' | 'noise' }) => (
  <Live of={liveWeights[i]} ch={5.8} className={tone} />
);

/** The rule with the numbers of this step. The formula is set once: only the boxes of the numbers change with t. */
function Numbers({ kind }: { kind: keyof typeof RULES }) {
  const line = useRef<HTMLDivElement>(null);
  const isReverse = kind === 'ddpm' || kind === 'ddim';
  useEffect(
    () =>
      stage.onChange(({ terms }) => {
        if (line.current) line.current.style.visibility = terms.length === 0 ? 'hidden' : 'visible';
      }),
    [],
  );
  return (
    <div ref={line} className={styles.numbers}>
      <At tex="x" t={liveT} /> <Tex tex="=" /> <Weight i={0} tone="signal" />{' '}
      {kind === 'closed' && <Tex tex="x_0" />}
      {kind === 'chain' && <At tex="x" t={liveFromT} />}
      {isReverse && <Tex tex="\hat x_0" />} <Tex tex="+" />{' '}
      {kind === 'closed' && (
        <>
          <Weight i={1} tone="noise" /> <Tex tex="\epsilon" />
        </>
      )}
      {kind === 'chain' && (
        <>
          <Weight i={1} tone="noise" /> <At tex="\epsilon" t={liveT} />
        </>
      )}
      {isReverse && (
        <>
          <Weight i={1} /> <At tex="x" t={liveFromT} /> <Tex tex="+" /> <Weight i={2} tone="noise" />{' '}
          <Tex tex="z" />
        </>
      )}
    </div>
  );
}

const signalShare = ({ t }: StageContent) => stageSchedule().alphaBar[t].toFixed(3);
const noiseShare = ({ t }: StageContent) => stageSchedule().oneMinusAlphaBar[t].toFixed(3);
const ratio = ({ t }: StageContent) => formatDecibels(snrDb(stageSchedule(), t));

/** The equation of this step, with its numbers. */
export function StepPanel() {
  const kind = useStore(view, ({ mode, process, sampler }) => (mode === 'forward' ? process : sampler));
  return (
    <Panel
      title="This step"
      aside={<Badge kind={kind === 'closed' || kind === 'chain' ? 'exact' : 'live'} />}
      about={RULE_SOURCES[kind]}
    >
      <div className={styles.equations}>
        <Tex tex={RULES[kind]} />
        <Numbers kind={kind} />
      </div>
      <p className={styles.prose}>
        {kind === 'closed' ? 'Squared weights' : 'Shares of its variance'}:{' '}
        <Live of={signalShare} ch={4.6} className="signal" /> signal,{' '}
        <Live of={noiseShare} ch={4.6} className="noise" /> noise.{' '}
        <span className={styles.together}>
          SNR <Live of={ratio} ch={6.6} />
        </span>
      </p>
      <p className={styles.source}>{RULE_SOURCES[kind]}.</p>
    </Panel>
  );
}
