import { useMemo } from 'react';
import { snr, snrDb } from '../../diffusion/schedule';
import { onComparison, placeT } from './state/comparison';
import type { Compared, Verdict } from './state/comparison';
import { view } from '../../state/link/view';
import { Tex } from '../../ui/Tex';
import { decibels, minus, weight } from '../common/format';
import { LiveText } from '../common/LiveText';
import { noise, RULE_SOURCES, RULES, signal } from '../common/stepRules';
import { small } from './names';
import styles from './Schedule.module.css';

const ADDITIVE = String.raw`x_t = x_0 + ${noise(String.raw`\sigma_t`)}\,\epsilon,\quad \sigma_t^2 = \sum_{s \le t} \beta_s`;
const RESCALED = String.raw`\frac{x_t}{\sqrt{1+\sigma_t^2}} = ${signal(String.raw`\sqrt{\bar\alpha_t}`)}\,x_0 + ${noise(String.raw`\sqrt{1-\bar\alpha_t}`)}\,\epsilon,\quad \bar\alpha_t = \frac{1}{1+\sigma_t^2}`;
const SNR = String.raw`\mathrm{SNR}_t = 10\,\log_{10}\frac{${signal(String.raw`\bar\alpha_t`)}}{${noise(String.raw`1-\bar\alpha_t`)}}`;
const HALF = String.raw`t_{1/2} = \min\,\{t : \bar\alpha_t \le \tfrac12\}`;
const KL = String.raw`L_T = \frac{\bar\alpha_T\,(\overline{x_0^2} - 1) - \ln(1-\bar\alpha_T)}{2 \ln 2}`;

type Of = (one: Compared, t: number) => string;
type Texts = (name: string, of: Of, tone?: 'signal' | 'noise') => React.ReactNode;

/** Texts of the t that is looked at. */
const useTexts = (one: Compared): Texts =>
  useMemo(() => {
    const on = (listener: () => void) => onComparison(listener);
    return (name, of, tone) => (
      <LiveText
        on={on}
        of={() => of(one, placeT(view.getState()))}
        name={name}
        {...(tone && { className: tone })}
      />
    );
  }, [one]);

const at = (_: Compared, t: number): string => String(t);
const ownSignal = ({ schedule, scale }: Compared, t: number): string =>
  weight(scale(t) * Math.sqrt(schedule.alphaBar[t]));
const ownNoise = ({ schedule, scale }: Compared, t: number): string =>
  weight(scale(t) * Math.sqrt(schedule.oneMinusAlphaBar[t]));
const signalOf = ({ schedule }: Compared, t: number): string => weight(schedule.alphaBar[t]);
const noiseOf = ({ schedule }: Compared, t: number): string => weight(schedule.oneMinusAlphaBar[t]);

/** x_t of this process with the numbers of this t. @param own as the process makes it; else brought to variance 1 */
export function Mixed({ one, own }: { one: Compared; own: boolean }) {
  const text = useTexts(one);
  const shown = useMemo((): Compared => (own ? one : { ...one, scale: () => 1 }), [one, own]);
  return (
    <p className={styles.numbers}>
      <Tex tex="x" />
      <sub>{text('t', at)}</sub> = {text('x0', (_, t) => ownSignal(shown, t), 'signal')} <Tex tex="x_0" /> +{' '}
      {text('epsilon', (_, t) => ownNoise(shown, t), 'noise')} <Tex tex="\epsilon" />
    </p>
  );
}

/** The rules of a process, each with its numbers in place. */
export function Equations({ one, verdict }: { one: Compared; verdict: Verdict }) {
  const text = useTexts(one);
  const { schedule } = one;
  const { T, alphaBar } = schedule;
  const { halfLife: half, priorKl, meanSquare } = verdict;
  return (
    <div className={styles.equations}>
      {one.id === 'additive' ? (
        <div>
          <Tex tex={ADDITIVE} display />
          <p className={styles.numbers}>
            <Tex tex={String.raw`\sigma^2`} />
            <sub>{text('t', at)}</sub> ={' '}
            {text('variance', ({ schedule: own }, t) => weight(t === 0 ? 0 : 1 / snr(own, t)), 'noise')}
          </p>
          <Tex tex={RESCALED} display />
          <p className={styles.numbers}>
            1 / √(1 + σ²) = {text('factor', ({ scale }, t) => weight(1 / scale(t)))},{' '}
            <Tex tex={String.raw`\bar\alpha`} /> = {text('alphaBar', signalOf, 'signal')}
          </p>
          <p className={styles.source}>
            Variance exploding (Song et al. 2021, Score-Based Generative Modeling, equation 8).
          </p>
        </div>
      ) : (
        <div>
          <Tex tex={RULES.closed} display />
          <p className={styles.numbers}>
            <Tex tex={String.raw`\bar\alpha`} />
            <sub>{text('t', at)}</sub> = {text('alphaBar', signalOf, 'signal')}, 1 −{' '}
            <Tex tex={String.raw`\bar\alpha`} /> = {text('rest', noiseOf, 'noise')}
          </p>
          <p className={styles.source}>{RULE_SOURCES.closed}.</p>
        </div>
      )}
      <div>
        <Tex tex={SNR} display />
        <p className={styles.numbers}>
          10 log₁₀({text('alphaBar', signalOf, 'signal')} / {text('rest', noiseOf, 'noise')}) ={' '}
          <b>{text('snr', ({ schedule: own }, t) => decibels(snrDb(own, t)))}</b>
        </p>
      </div>
      <div>
        <Tex tex={HALF} display />
        <p className={styles.numbers}>
          {half === undefined
            ? `never: ᾱ at the end is ${weight(alphaBar[T])}`
            : `ᾱ is ${alphaBar[half - 1].toFixed(4)} at t = ${half - 1} and ${alphaBar[half].toFixed(4)} at t = ${half}`}
        </p>
      </div>
      <div>
        <Tex tex={KL} display />
        <p className={styles.numbers}>
          ({small(alphaBar[T])} · ({minus(weight(meanSquare))} − 1) + {small(-Math.log1p(-alphaBar[T]))}) / (2
          ln 2) = <b>{small(priorKl)}</b> bits/pixel
        </p>
        <p className={styles.source}>
          KL of q(x_T | x₀) to N(0, I), the bound’s L_T (Ho et al. 2020, equation 5); the mean of x₀² is this
          digit’s.
        </p>
      </div>
    </div>
  );
}
