import { formatCount } from '../../../diffusion/numbers/formatCount';
import { logLikelihood, squaredDistance } from '../../../diffusion/exact';
import { precise } from '../../../diffusion/numbers/formatNumber';
import { Tex } from '../../../ui/Tex';
import { formatWeight as figures } from '../../common/format';
import type { Answer } from '../state/exact';
import { exactSchedule } from '../state/exactPicture';
import { TEXTS } from '../texts';
import { exponentNumbers } from './exponentNumbers';
import { answerText } from './feeds';
import { Live } from './Live';
import lab from '../Lab.module.css';
import styles from './EquationCard.module.css';

const signal = (tex: string) => String.raw`\htmlClass{signal}{${tex}}`;
const noise = (tex: string) => String.raw`\htmlClass{noise}{${tex}}`;
const ROOT = signal(String.raw`\sqrt{\bar\alpha_t}`);
const REST = noise(String.raw`(1-\bar\alpha_t)`);

const MEAN = String.raw`\mathbb{E}[x_0 \mid x_t] = \sum_i w_i\, x_i`;
const WEIGHT = String.raw`w_i = \frac{e^{\ell_i}}{\sum_j e^{\ell_j}}`;
const POWER = String.raw`\ell_i = -\frac{\lvert x_t - ${ROOT}\, x_i\rvert^2}{2\,${REST}}`;

/** |x_t - sqrt(alphaBar) x_i|^2 of the i-th heaviest digit. */
function squared({ xt, t, neighbours }: Answer, i: number): number {
  return squaredDistance(xt, neighbours[i].bytes, 0, Math.sqrt(exactSchedule().alphaBar[t]));
}

const noiseAt = ({ t }: Answer): number => exactSchedule().oneMinusAlphaBar[t];

const exponent = (answer: Answer, i: number): number =>
  logLikelihood(squared(answer, i), exactSchedule(), answer.t);

const numbersOf = (answer: Answer, i: number) => exponentNumbers(squared(answer, i), noiseAt(answer));

/** exp(power), as a power of ten where it is large. */
function odds(power: number): string {
  const decades = power / Math.LN10;
  if (decades < 4) return precise(Math.exp(power), 3);
  return `10^${formatCount(Math.round(decades))}`;
}

const T = answerText(({ t }) => String(t));
const SIGNAL = answerText(({ t }) => figures(Math.sqrt(exactSchedule().alphaBar[t])));
const NOISE = answerText(({ t }) => figures(exactSchedule().oneMinusAlphaBar[t]));
const EXPONENTS = [0, 1].map((i) => ({
  distance: answerText((answer) => numbersOf(answer, i).squared),
  noise: answerText((answer) => numbersOf(answer, i).noise),
  exponent: answerText((answer) => numbersOf(answer, i).exponent),
}));
const ODDS = answerText((answer) => odds(exponent(answer, 0) - exponent(answer, 1)));

/** Bayes' rule, with the numbers of this x_t. */
export function EquationCard() {
  return (
    <section className={styles.card} aria-label={TEXTS.exact.equation}>
      <div>
        <Tex tex={MEAN} display />
        <Tex tex={WEIGHT} display />
        <Tex tex={POWER} display />
      </div>
      <div className={styles.numbers}>
        <p>
          {TEXTS.exact.atT} <Live text={T} />: <Tex tex={ROOT} /> = <Live text={SIGNAL} className="signal" />,{' '}
          <Tex tex={noise(String.raw`1-\bar\alpha_t`)} /> = <Live text={NOISE} className="noise" />
        </p>
        {EXPONENTS.map(({ distance, noise: rest, exponent: power }, i) => (
          <p key={i}>
            <Tex tex={String.raw`\ell_${i + 1} = -`} />
            <Live text={distance} /> / (2 · <Live text={rest} className="noise" />) ={' '}
            <b>
              <Live text={power} />
            </b>
          </p>
        ))}
        <p>
          <Tex tex={String.raw`w_1 / w_2 = e^{\ell_1 - \ell_2}`} /> ={' '}
          <b>
            <Live text={ODDS} />
          </b>
        </p>
      </div>
      <p className={`${lab.says} ${styles.source}`}>{TEXTS.exact.source}</p>
    </section>
  );
}
