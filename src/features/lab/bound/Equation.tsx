import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { decoderBits, epsilonWeight, klTerm, reverseVariance } from '../../../diffusion/bound';
import { priorKl } from '../../../diffusion/endOfForward';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import type { Schedule } from '../../../diffusion/schedule';
import { posterior } from '../../../diffusion/steps';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { inFrame } from '../../../state/inFrame';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { Badge } from '../../../ui/Badge';
import { Panel } from '../../../ui/Panel';
import { Tex } from '../../../ui/Tex';
import { Term } from '../../common/glossary/Term';
import { bound } from '../state/bound';
import { boundPlace } from '../state/boundChart';
import { GROUP } from '../state/boundDigits';
import { TEXTS as COMMON } from '../texts';
import { figures3 } from './format';
import { TEXTS } from './texts';
import lab from '../Lab.module.css';
import styles from './Equation.module.css';

/** How far a guess is off in the examples of L_0, grey levels. */
const OFF = [0, 2, 10] as const;

/** What a middle-grey pixel costs if its guess is off by so many grey levels, bits. */
function pixelBits(schedule: Schedule, off: number): number {
  const grey = fromBytes(Uint8Array.of(128, 128 + off));
  return decoderBits(schedule, grey.subarray(0, 1), grey.subarray(1));
}

/** The numbers of the term at the place, by the functions that the measurement uses. */
function termNumbers(state: ViewState): Record<string, string> | undefined {
  const table = bound.store.getState().measured?.table;
  if (!table) return undefined;
  const { schedule, meanSquare } = table;
  const { boundVariance, boundClip } = state;
  const place = boundPlace(state);
  if (place.t === 0)
    return {
      signal: figures3(schedule.alphaBar[schedule.T]),
      meanSquare: figures3(meanSquare),
      prior: figures3(priorKl(schedule, meanSquare)),
    };
  const term = table.measuredAt(place.t, boundClip);
  if (!term) return undefined;
  const { t, value, terms } = term;
  if (t === 1) return { digits: String(terms * GROUP), decoder: figures3(value) };
  const { spread, weight } = klTerm(schedule, t, boundVariance);
  const epsilonError = (schedule.alphaBar[t] / schedule.oneMinusAlphaBar[t]) * value;
  return {
    t: String(t),
    digits: String(terms * GROUP),
    tilde: figures3(posterior(schedule, t).variance),
    sigma2: figures3(reverseVariance(schedule, t, boundVariance)),
    spread: figures3(spread),
    weight: figures3(weight),
    error: figures3(value),
    sum: figures3(spread + weight * value),
    epsilonWeight: figures3(epsilonWeight(schedule, t, boundVariance)),
    epsilonError: figures3(epsilonError),
  };
}

/** Fills the numbers of a card in the same frame in which the place moves, outside React. */
function useNumbers() {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (): void => {
      const state = view.getState();
      const numbers = termNumbers(state);
      const { t } = boundPlace(state);
      const element = card.current;
      if (!element) return;
      element.dataset.term = t === 0 ? 'prior' : t === 1 ? 'decoder' : 'step';
      for (const span of element.querySelectorAll<HTMLElement>('[data-number]')) {
        const number = numbers?.[span.dataset.number ?? ''];
        span.textContent = number ?? '–';
        span.toggleAttribute('data-missing', number === undefined);
      }
    };
    return inFrame(show, [view, bound.store]);
  }, []);
  return card;
}

/** Distance between two neighbouring grey levels of a pixel in [-1, 1]. */
const GREY_LEVEL = 2 / 255;

/** A number that `termNumbers` gives. */
const N = ({ name }: { name: string }) => <b data-number={name}>–</b>;

/** The equation of the term at the place, with its numbers. */
export function Equation() {
  const card = useNumbers();
  const variance = useStore(view, (state) => state.boundVariance);
  const viewNetwork = useStore(network, (state) => state.used);
  const { schedule: name, size } = useStore(bound.store, ({ measured }) => measured?.used) ?? viewNetwork;
  const schedule = scheduleOf(name);
  const { T, alphaBar, beta } = schedule;
  const decoderStd = Math.sqrt(beta[1]);
  return (
    <Panel title={<Term name="kl">{TEXTS.thisTerm}</Term>} aside={<Badge kind="live" small />}>
      <div ref={card} className={styles.equation}>
        <div data-for="step">
          <Tex
            tex={String.raw`L_{t-1} = \mathrm{KL}\big(q(x_{t-1}\mid x_t, x_0)\,\|\,p_\theta(x_{t-1}\mid x_t)\big)`}
          />
          <p className={styles.line}>
            {COMMON.exact.atT} <N name="t" />
            {TEXTS.measuredWith} <N name="digits" /> {TEXTS.digitsAre} <Tex tex={String.raw`\tilde\beta_t`} />{' '}
            = <N name="tilde" />, <Tex tex="\sigma_t^2" /> = <N name="sigma2" />.
          </p>
          <Tex
            tex={String.raw`= \underbrace{\tfrac{1}{2}\big(r - 1 - \ln r\big)}_{r\,=\,\tilde\beta_t/\sigma_t^2} + \frac{\bar\alpha_{t-1}\beta_t^2}{2\sigma_t^2(1-\bar\alpha_t)^2}\;\overline{(x_0 - \hat x_0)^2}`}
          />
          <p className={styles.line}>
            = <N name="spread" /> + <N name="weight" /> · <N name="error" /> = <N name="sum" />{' '}
            {TEXTS.bitsUnit}
          </p>
          <p className={lab.says}>
            {variance === 'posterior' ? TEXTS.samePosterior : TEXTS.otherVariance}
            {TEXTS.dividedBy}
          </p>
          <p className={styles.line}>
            {TEXTS.asError} <Tex tex={String.raw`\tfrac{\beta_t^2}{2\sigma_t^2\alpha_t(1-\bar\alpha_t)}`} /> ={' '}
            <N name="epsilonWeight" /> {TEXTS.natsForEach} <Tex tex="|\epsilon-\hat\epsilon|^2" />
            {TEXTS.whichIsHere[0]}
            <N name="epsilonError" />
            {TEXTS.whichIsHere[1]}
            <Tex tex="L_{\mathrm{simple}}" />
            {TEXTS.whichIsHere[2]}
          </p>
        </div>
        <div data-for="prior">
          <Tex
            tex={String.raw`L_T = \mathrm{KL}\big(q(x_T\mid x_0)\,\|\,\mathcal N(0, I)\big) = \tfrac12\big(\bar\alpha_T(\overline{x_0^2} - 1) - \ln(1-\bar\alpha_T)\big)`}
          />
          <p className={styles.line}>
            = ½ (<N name="signal" /> · (<N name="meanSquare" /> − 1) − ln(1 − <N name="signal" />
            )) / ln 2 = <N name="prior" /> {TEXTS.bitsUnit}
          </p>
          <p className={lab.says}>{TEXTS.noParameters(name, figures3(Math.sqrt(alphaBar[T])))}</p>
        </div>
        <div data-for="decoder">
          <Tex
            tex={String.raw`L_0 = -\log_2 \prod_i \int_{\delta_-(x_0^i)}^{\delta_+(x_0^i)} \mathcal N\big(x;\,\hat x_0^i(x_1, 1),\,\beta_1\big)\,dx`}
          />
          <p className={styles.line}>
            = <N name="decoder" /> {TEXTS.decoderMean[0]} <N name="digits" /> {TEXTS.decoderMean[1]}{' '}
            {TEXTS.greyPixel(OFF.map((off) => figures3(pixelBits(schedule, off))).join(', '), OFF.join(', '))}
          </p>
          <p className={lab.says}>
            {TEXTS.decoderAbout(
              figures3(beta[1]),
              figures3(decoderStd),
              fixed(decoderStd / GREY_LEVEL, 1),
              figures3(GREY_LEVEL),
            )}
          </p>
        </div>
        <p className={`${lab.says} ${styles.source}`}>
          {TEXTS.source}
          {size < 28 && TEXTS.smaller(size)}
        </p>
      </div>
    </Panel>
  );
}
