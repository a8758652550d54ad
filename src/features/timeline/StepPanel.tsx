import { Fragment, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { stage } from './state/stage';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { hasNoTerms, liveFromT, liveT, liveWeights, stageSchedule, useStageKind } from './feeds';
import { formatDecibels } from '../common/format';
import { RULE_SOURCES, RULES } from '../common/stepRules';
import { Term as Glossary } from '../common/glossary/Term';
import { Live } from './Live';
import { snrDb } from '../../diffusion/schedule';
import { share } from '../../diffusion/numbers/formatNumber';
import { TEXTS } from './texts';
import styles from './StepPanel.module.css';

/** A symbol with a live t below it. */
const At = ({ tex, t }: { tex: string; t: () => string }) => (
  <>
    <Tex tex={tex} />
    <sub className={styles.sub}>
      <Live of={t} ch={4} />
    </sub>
  </>
);
const STEP_SYMBOLS = [<Tex tex="\hat x_0" />, <At tex="x" t={liveFromT} />, <Tex tex="z" />];
const SECOND_ORDER = [...STEP_SYMBOLS.slice(0, 2), <Tex tex="\hat x_0'" />];
const SYMBOLS: Readonly<Record<keyof typeof RULES, readonly ReactNode[]>> = {
  closed: [<Tex tex="x_0" />, <Tex tex="\epsilon" />],
  chain: [<At tex="x" t={liveFromT} />, <At tex="\epsilon" t={liveT} />],
  ddpm: STEP_SYMBOLS,
  ddim: STEP_SYMBOLS,
  heun: SECOND_ORDER,
  'dpmpp-2m': SECOND_ORDER,
};

/** The rule with the numbers of this step. The formula is set once: only the boxes of the numbers change with t. */
function Numbers({ kind }: { kind: keyof typeof RULES }) {
  const isHidden = hasNoTerms(useStageKind());
  const symbols = SYMBOLS[kind];
  const last = symbols === SECOND_ORDER ? 'signal' : 'noise';
  return (
    <div className={styles.numbers} style={{ visibility: isHidden ? 'hidden' : 'visible' }}>
      <At tex="x" t={liveT} />
      {symbols.map((symbol, i) => (
        <Fragment key={i}>
          {' '}
          <span className={styles.together}>
            <Tex tex={i === 0 ? '=' : '+'} />{' '}
            <Live
              of={liveWeights[i]}
              ch={last === 'signal' ? 7.4 : 6.6}
              className={i === 0 ? 'signal' : i === symbols.length - 1 ? last : ''}
            />{' '}
            {symbol}
          </span>
        </Fragment>
      ))}
    </div>
  );
}

const signalShare = () => share(stageSchedule().alphaBar[stage.content.t], 3);
const noiseShare = () => share(stageSchedule().oneMinusAlphaBar[stage.content.t], 3);
const ratio = () => formatDecibels(snrDb(stageSchedule(), stage.content.t));

/** The equation of this step, with its numbers. */
export function StepPanel() {
  const kind = useStore(view, ({ mode, process, sampler }) => (mode === 'forward' ? process : sampler));
  return (
    <Panel
      title={TEXTS.thisStep}
      aside={<Badge kind={kind === 'closed' || kind === 'chain' ? 'exact' : 'live'} />}
      about={RULE_SOURCES[kind]}
    >
      <div className={styles.equations}>
        <Tex tex={RULES[kind]} />
        <Numbers kind={kind} />
      </div>
      <p className={styles.prose}>
        {kind === 'closed' ? TEXTS.squaredWeights : TEXTS.sinceStart}:{' '}
        <Live of={signalShare} ch={6.6} className="signal" /> {TEXTS.signal},{' '}
        <Live of={noiseShare} ch={6.6} className="noise" /> {TEXTS.noiseShare}.{' '}
        <span className={styles.together}>
          SNR <Glossary name="snr" /> <Live of={ratio} name="snr" ch={6.6} />
        </span>
      </p>
      <p className={styles.source}>{RULE_SOURCES[kind]}.</p>
    </Panel>
  );
}
