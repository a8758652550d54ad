import { useMemo } from 'react';
import { snr } from '../../diffusion/schedule';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { view } from '../../state/link/view';
import { Tex } from '../../ui/Tex';
import { formatWeight } from '../common/format';
import { LiveText } from '../common/LiveText';
import { noise, RULE_SOURCES, RULES, signal } from '../common/stepRules';
import { klNumbers, snrNumbers } from './equationNumbers';
import { onComparison, placeT, type ComparedProcess, type ProcessSummary } from './state/comparison';
import { TEXTS } from './texts';
import styles from './Equations.module.css';

const ADDITIVE = String.raw`x_t = x_0 + ${noise(String.raw`\sigma_t`)}\,\epsilon,\quad \sigma_t^2 = \sum_{s \le t} \beta_s`;
const RESCALED = String.raw`\frac{x_t}{\sqrt{1+\sigma_t^2}} = ${signal(String.raw`\sqrt{\bar\alpha_t}`)}\,x_0 + ${noise(String.raw`\sqrt{1-\bar\alpha_t}`)}\,\epsilon,\quad \bar\alpha_t = \frac{1}{1+\sigma_t^2}`;
const SNR = String.raw`\mathrm{SNR}_t = 10\,\log_{10}\frac{${signal(String.raw`\bar\alpha_t`)}}{${noise(String.raw`1-\bar\alpha_t`)}}`;
const HALF = String.raw`t_{1/2} = \min\,\{t : \bar\alpha_t \le \tfrac12\}`;
const KL_UNDIVIDED = String.raw`\mathrm{KL} = \frac{\overline{x_0^2} + \sigma_T^2 - 1 - \ln \sigma_T^2}{2 \ln 2}`;
const KL = String.raw`L_T = \frac{\bar\alpha_T\,(\overline{x_0^2} - 1) - \ln(1-\bar\alpha_T)}{2 \ln 2}`;

/** The numbers of a process at the t that is shown, as texts that follow it. */
function liveNumbers({ schedule, scale }: ComparedProcess) {
  const { alphaBar, oneMinusAlphaBar } = schedule;
  const text = (name: string, textAt: (t: number) => string, tone?: 'signal' | 'noise') => (
    <LiveText
      subscribe={onComparison}
      text={() => textAt(placeT(view.getState()))}
      name={name}
      className={tone}
    />
  );
  return {
    t: text('t', String),
    x0: text('x0', (t) => formatWeight(scale(t) * Math.sqrt(alphaBar[t])), 'signal'),
    epsilon: text('epsilon', (t) => formatWeight(scale(t) * Math.sqrt(oneMinusAlphaBar[t])), 'noise'),
    alphaBar: text('alphaBar', (t) => formatWeight(alphaBar[t]), 'signal'),
    rest: text('rest', (t) => formatWeight(oneMinusAlphaBar[t]), 'noise'),
    variance: text('variance', (t) => formatWeight(t === 0 ? 0 : 1 / snr(schedule, t)), 'noise'),
    factor: text('factor', (t) => formatWeight(1 / scale(t))),
    snrSignal: text('alphaBar', (t) => snrNumbers({ schedule }, t).signal, 'signal'),
    snrNoise: text('rest', (t) => snrNumbers({ schedule }, t).noise, 'noise'),
    snr: text('snr', (t) => snrNumbers({ schedule }, t).snr),
  };
}

/** x_t with the numbers of this t. @param isScaled as the process makes it; else divided by its standard deviation */
export function NoisedPicture({ process, isScaled }: { process: ComparedProcess; isScaled: boolean }) {
  const live = useMemo(
    () => liveNumbers(isScaled ? process : { ...process, scale: () => 1 }),
    [process, isScaled],
  );
  return (
    <p className={styles.numbers}>
      <Tex tex="x" />
      <sub>{live.t}</sub> = {live.x0} <Tex tex="x_0" /> + {live.epsilon} <Tex tex="\epsilon" />
    </p>
  );
}

interface EquationsProps {
  process: ComparedProcess;
  summary: ProcessSummary;
  isScaled: boolean;
}

/** The rules of a process, each with its numbers in place. @param isScaled x_T as the process makes it; else divided */
export function Equations({ process, summary, isScaled }: EquationsProps) {
  const live = useMemo(() => liveNumbers(process), [process]);
  const { T, alphaBar } = process.schedule;
  const { halfLife: half } = summary;
  const kl = klNumbers(process, summary, isScaled);
  return (
    <div className={styles.equations}>
      {process.id === 'additive' ? (
        <div>
          <Tex tex={ADDITIVE} display />
          <p className={styles.numbers}>
            <Tex tex={String.raw`\sigma^2`} />
            <sub>{live.t}</sub> = {live.variance}
          </p>
          <Tex tex={RESCALED} display />
          <p className={styles.numbers}>
            1 / √(1 + σ²) = {live.factor}, <Tex tex={String.raw`\bar\alpha`} /> = {live.alphaBar}
          </p>
          <p className={styles.source}>{TEXTS.additiveSource}</p>
        </div>
      ) : (
        <div>
          <Tex tex={RULES.closed} display />
          <p className={styles.numbers}>
            <Tex tex={String.raw`\bar\alpha`} />
            <sub>{live.t}</sub> = {live.alphaBar}, 1 − <Tex tex={String.raw`\bar\alpha`} /> = {live.rest}
          </p>
          <p className={styles.source}>{RULE_SOURCES.closed}.</p>
        </div>
      )}
      <div>
        <Tex tex={SNR} display />
        <p className={styles.numbers}>
          10 log₁₀({live.snrSignal} / {live.snrNoise}) = <b>{live.snr}</b>
        </p>
      </div>
      <div>
        <Tex tex={HALF} display />
        <p className={styles.numbers}>
          {half === undefined
            ? TEXTS.neverHalf(formatWeight(alphaBar[T]))
            : TEXTS.halfBetween(fixed(alphaBar[half - 1], 4), half, fixed(alphaBar[half], 4))}
        </p>
      </div>
      <div>
        <Tex tex={kl.isUndivided ? KL_UNDIVIDED : KL} display />
        <p className={styles.numbers}>
          {kl.isUndivided
            ? `(${kl.meanSquare} + ${kl.variance} − 1 − ${kl.logVariance})`
            : `(${kl.alphaBar} · (${kl.meanSquare} − 1) + ${kl.minusLog})`}{' '}
          / (2 ln 2) = <b>{kl.kl}</b> {TEXTS.bits}
        </p>
        <p className={styles.source}>{TEXTS.klSource}</p>
      </div>
    </div>
  );
}
