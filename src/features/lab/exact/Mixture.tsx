import { formatCount } from '../../../diffusion/numbers/formatCount';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { useView } from '../../../state/link/useView';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import { Term } from '../../common/glossary/Term';
import { TEXTS } from '../texts';
import { answerText, feedNeighbours, feedRest, restOf } from './feeds';
import { Live } from './Live';
import lab from '../Lab.module.css';
import shared from './Exact.module.css';
import styles from './Mixture.module.css';

/** A share in percent, with as many figures as it has. */
const percent = (share: number): string =>
  share >= 0.9995 ? '100 %' : share < 5e-5 ? '0 %' : `${fixed(100 * share, share < 0.00095 ? 2 : 1)} %`;

const TERMS = [
  ...feedNeighbours.map((feed, i) => ({
    label: TEXTS.exact.trainingDigit(i + 1),
    feed,
    weight: answerText(({ neighbours }) => (neighbours.at(i) ? percent(neighbours[i].weight) : '–')),
    name: answerText(({ neighbours }) =>
      neighbours.at(i) ? TEXTS.exact.digitName(neighbours[i].label, neighbours[i].index) : '',
    ),
  })),
  {
    label: TEXTS.exact.restLabel,
    feed: feedRest,
    weight: answerText((answer) => percent(restOf(answer))),
    name: () => TEXTS.exact.rest,
  },
];
const effective = answerText(({ effective: n }) =>
  n < 1.05 ? TEXTS.exact.oneDigit : TEXTS.exact.digits(n < 9.95 ? fixed(n, 1) : formatCount(Math.round(n))),
);

/** The exact denoiser as a sum of pictures: the digits that carry its weight, and all the others. */
export function Mixture() {
  const { exactDigits, label } = useView('exactDigits', 'label');
  return (
    <section className={styles.mixture} aria-label={TEXTS.exact.weights}>
      <h3>
        <Term name="exactDenoiser">{TEXTS.exact.weights}</Term>
      </h3>
      <div className={styles.terms}>
        {TERMS.map(({ label, feed, weight, name }, i) => (
          <div key={label} className={styles.term}>
            <PixelCanvas label={label} feed={feed} />
            <b className={styles.weight}>
              {i > 0 && '+ '}
              <Live text={weight} />
            </b>
            <span className={shared.which}>
              <Live text={name} />
            </span>
          </div>
        ))}
      </div>
      <p className={lab.says} title={TEXTS.exact.outOfTitle}>
        {TEXTS.exact.weightIs}{' '}
        <b className={styles.weight}>
          <Live text={effective} />
        </b>
        {TEXTS.exact.outOf(exactDigits, label === ANY_DIGIT ? null : label)}
      </p>
    </section>
  );
}
