import { useStore } from 'zustand';
import { onStage } from '../../state/stage';
import type { Stage } from '../../state/stage';
import { view } from '../../state/view';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { Tex } from '../../ui/Tex';
import { stageSchedule } from './feeds';
import { decibels, weight } from './format';
import { Live } from './Live';
import { snrDb } from '../../diffusion/schedule';
import styles from './StepPanel.module.css';

const live = (name: string) => String.raw`\htmlClass{live-${name}}{0}`;
const signal = (tex: string) => String.raw`\htmlClass{signal}{${tex}}`;
const noise = (tex: string) => String.raw`\htmlClass{noise}{${tex}}`;
const a = (t: string) => String.raw`\bar\alpha_{${t}}`;

/** The rule in symbols, and the same rule with this step's numbers in place. */
const EQUATIONS = {
  closed: [
    String.raw`x_t = ${signal(String.raw`\sqrt{${a('t')}}`)}\,x_0 + ${noise(String.raw`\sqrt{1-${a('t')}}`)}\,\epsilon`,
    String.raw`x_{${live('t')}} = ${signal(live('w0'))}\,x_0 + ${noise(live('w1'))}\,\epsilon`,
  ],
  chain: [
    String.raw`x_t = ${signal(String.raw`\sqrt{1-\beta_t}`)}\,x_{t-1} + ${noise(String.raw`\sqrt{\beta_t}`)}\,\epsilon_t`,
    String.raw`x_{${live('t')}} = ${signal(live('w0'))}\,x_{${live('from')}} + ${noise(live('w1'))}\,\epsilon_{${live('t')}}`,
  ],
  ddpm: [
    String.raw`x_s = ${signal(String.raw`\tfrac{\sqrt{${a('s')}}\,(1-\alpha)}{1-${a('t')}}`)}\,\hat x_0 + \tfrac{\sqrt{\alpha}\,(1-${a('s')})}{1-${a('t')}}\,x_t + ${noise(String.raw`\sqrt{\tfrac{(1-\alpha)(1-${a('s')})}{1-${a('t')}}}`)}\,z`,
    String.raw`x_{${live('t')}} = ${signal(live('w0'))}\,\hat x_0 + ${live('w1')}\,x_{${live('from')}} + ${noise(live('w2'))}\,z`,
  ],
  ddim: [
    String.raw`x_s = ${signal(String.raw`\sqrt{${a('s')}}`)}\,\hat x_0 + \sqrt{1-${a('s')}-\sigma^2}\,\hat\epsilon + ${noise(String.raw`\sigma`)}\,z`,
    String.raw`x_{${live('t')}} = ${signal(live('w0'))}\,\hat x_0 + ${live('w1')}\,x_{${live('from')}} + ${noise(live('w2'))}\,z`,
  ],
} as const;

const SOURCE = {
  closed: 'Ho et al. 2020, equation 4',
  chain: 'Ho et al. 2020, equation 2',
  ddpm: 'Ho et al. 2020, equations 6 and 7, from t to the step s before it; α = ᾱₜ / ᾱₛ',
  ddim: 'Song et al. 2021, equation 12; σ is η times the σ of DDPM. Below, ε̂ is written out in x̂₀ and xₜ',
} as const;

/** Fills the marked numbers of a typeset equation, in the stage's own frame. */
function fill(element: HTMLElement): () => void {
  const spans = new Map<string, Element[]>();
  for (const name of ['t', 'from', 'w0', 'w1', 'w2'])
    spans.set(name, [...element.querySelectorAll(`.live-${name}`)]);
  const put = (name: string, text: string) =>
    spans.get(name)?.forEach((span) => {
      if (span.textContent !== text) span.textContent = text;
    });
  return onStage(({ t, tFrom, terms }: Stage) => {
    // Where no step led here, there are no numbers to put in place.
    element.style.visibility = terms.length === 0 ? 'hidden' : 'visible';
    put('t', String(t));
    put('from', String(tFrom));
    [0, 1, 2].forEach((i) => put(`w${i}`, i < terms.length ? weight(terms[i].weight) : '–'));
  });
}

const signalShare = ({ t }: Stage) => stageSchedule().alphaBar[t].toFixed(3);
const noiseShare = ({ t }: Stage) => stageSchedule().oneMinusAlphaBar[t].toFixed(3);
const ratio = ({ t }: Stage) => decibels(snrDb(stageSchedule(), t));

/** The equation of this very step, with its numbers in place. */
export function StepPanel() {
  const kind = useStore(view, ({ mode, process, sampler }) => (mode === 'forward' ? process : sampler));
  const [rule, numbers] = EQUATIONS[kind];
  return (
    <Panel
      title="This step"
      aside={<Badge kind={kind === 'closed' || kind === 'chain' ? 'exact' : 'live'} />}
      about={SOURCE[kind]}
    >
      <div className={styles.equations}>
        <Tex tex={rule} />
        <Tex tex={numbers} onReady={fill} />
      </div>
      <p className={styles.prose}>
        {kind === 'closed' ? 'Squared weights' : 'Shares of its variance'}:{' '}
        <Live of={signalShare} className="signal" /> signal, <Live of={noiseShare} className="noise" /> noise.
        SNR <Live of={ratio} />.
      </p>
      <p className={styles.source}>{SOURCE[kind]}.</p>
    </Panel>
  );
}
