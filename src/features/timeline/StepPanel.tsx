import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { onStage } from '../../state/stage';
import type { Stage } from '../../state/stage';
import { view } from '../../state/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { stageSchedule } from './feeds';
import { decibels, weight } from '../common/format';
import { Live } from './Live';
import { snrDb } from '../../diffusion/schedule';
import styles from './StepPanel.module.css';

const signal = (tex: string) => String.raw`\htmlClass{signal}{${tex}}`;
const noise = (tex: string) => String.raw`\htmlClass{noise}{${tex}}`;
const a = (t: string) => String.raw`\bar\alpha_{${t}}`;

/** The rules in symbols. */
const RULES = {
  closed: String.raw`x_t = ${signal(String.raw`\sqrt{${a('t')}}`)}\,x_0 + ${noise(String.raw`\sqrt{1-${a('t')}}`)}\,\epsilon`,
  chain: String.raw`x_t = ${signal(String.raw`\sqrt{1-\beta_t}`)}\,x_{t-1} + ${noise(String.raw`\sqrt{\beta_t}`)}\,\epsilon_t`,
  ddpm: String.raw`x_s = ${signal(String.raw`\tfrac{\sqrt{${a('s')}}\,(1-\alpha)}{1-${a('t')}}`)}\,\hat x_0 + \tfrac{\sqrt{\alpha}\,(1-${a('s')})}{1-${a('t')}}\,x_t + ${noise(String.raw`\sqrt{\tfrac{(1-\alpha)(1-${a('s')})}{1-${a('t')}}}`)}\,z`,
  ddim: String.raw`x_s = ${signal(String.raw`\sqrt{${a('s')}}`)}\,\hat x_0 + \sqrt{1-${a('s')}-\sigma^2}\,\hat\epsilon + ${noise(String.raw`\sigma`)}\,z`,
} as const;

const SOURCE = {
  closed: 'Ho et al. 2020, equation 4',
  chain: 'Ho et al. 2020, equation 2',
  ddpm: 'Ho et al. 2020, equations 6 and 7, from t to the step s before it; α = ᾱₜ / ᾱₛ',
  ddim: 'Song et al. 2021, equation 12; σ is η times the σ of DDPM. Below, ε̂ is written out in x̂₀ and xₜ',
} as const;

const weightAt = (i: number) => (stage: Stage) =>
  i < stage.terms.length ? weight(stage.terms[i].weight) : '–';
const weights = [weightAt(0), weightAt(1), weightAt(2)];
const shownT = ({ t }: Stage) => String(t);
const fromT = ({ tFrom }: Stage) => String(tFrom);

/** A symbol with a live t below it. */
const At = ({ tex, t }: { tex: string; t: (stage: Stage) => string }) => (
  <>
    <Tex tex={tex} />
    <sub className={styles.sub}>
      <Live of={t} ch={4} />
    </sub>
  </>
);
const Weight = ({ i, tone }: { i: number; tone?: 'signal' | 'noise' }) => (
  <Live of={weights[i]} ch={5.8} className={tone} />
);

/** The rule with this step's numbers in place: set once, only the boxes of the numbers change with t. */
function Numbers({ kind }: { kind: keyof typeof RULES }) {
  const line = useRef<HTMLDivElement>(null);
  // Where no step led here, there are no numbers to put in place.
  useEffect(
    () =>
      onStage(({ terms }) => {
        if (line.current) line.current.style.visibility = terms.length === 0 ? 'hidden' : 'visible';
      }),
    [],
  );
  return (
    <div ref={line} className={styles.numbers}>
      <At tex="x" t={shownT} /> <Tex tex="=" /> <Weight i={0} tone="signal" />{' '}
      {kind === 'closed' && <Tex tex="x_0" />}
      {kind === 'chain' && <At tex="x" t={fromT} />}
      {(kind === 'ddpm' || kind === 'ddim') && <Tex tex="\hat x_0" />} <Tex tex="+" />{' '}
      {kind === 'closed' && (
        <>
          <Weight i={1} tone="noise" /> <Tex tex="\epsilon" />
        </>
      )}
      {kind === 'chain' && (
        <>
          <Weight i={1} tone="noise" /> <At tex="\epsilon" t={shownT} />
        </>
      )}
      {(kind === 'ddpm' || kind === 'ddim') && (
        <>
          <Weight i={1} /> <At tex="x" t={fromT} /> <Tex tex="+" /> <Weight i={2} tone="noise" />{' '}
          <Tex tex="z" />
        </>
      )}
    </div>
  );
}

const signalShare = ({ t }: Stage) => stageSchedule().alphaBar[t].toFixed(3);
const noiseShare = ({ t }: Stage) => stageSchedule().oneMinusAlphaBar[t].toFixed(3);
const ratio = ({ t }: Stage) => decibels(snrDb(stageSchedule(), t));

/** The equation of this very step, with its numbers in place. */
export function StepPanel() {
  const kind = useStore(view, ({ mode, process, sampler }) => (mode === 'forward' ? process : sampler));
  return (
    <Panel
      title="This step"
      aside={<Badge kind={kind === 'closed' || kind === 'chain' ? 'exact' : 'live'} />}
      about={SOURCE[kind]}
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
      <p className={styles.source}>{SOURCE[kind]}.</p>
    </Panel>
  );
}
