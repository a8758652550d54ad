import { Fragment } from 'react';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import { useView } from '../../../state/link/useView';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import { Tex } from '../../../ui/Tex';
import { answerText, feedExact, feedNeighbours, feedRest, restOf } from './feeds';
import { Live } from './Live';
import shared from './Exact.module.css';
import styles from './Mixture.module.css';

/** A share in percent, with as many figures as it has. */
const percent = (share: number): string =>
  share >= 0.9995 ? '100 %' : share < 5e-5 ? '0 %' : `${(100 * share).toFixed(share < 0.00095 ? 2 : 1)} %`;

const TERMS = [
  ...feedNeighbours.map((feed, i) => ({
    label: `training digit of weight ${i + 1}`,
    feed,
    weight: answerText(({ neighbours }) => (neighbours.at(i) ? percent(neighbours[i].weight) : '–')),
    name: answerText(({ neighbours }) =>
      neighbours.at(i) ? `a ${neighbours[i].label}, #${neighbours[i].index}` : '',
    ),
  })),
  {
    label: 'mean of all other training digits',
    feed: feedRest,
    weight: answerText((answer) => percent(restOf(answer))),
    name: () => 'all others',
  },
];
const effective = answerText(({ effective: n }) =>
  n < 1.05 ? '1 digit' : `${n < 9.95 ? n.toFixed(1) : Math.round(n).toLocaleString('en')} digits`,
);

/** The exact denoiser as an equation of pictures: the digits that carry its weight, and all the others. */
export function Mixture() {
  const { exactDigits, label } = useView('exactDigits', 'label');
  return (
    <section aria-label="The digits that carry the weight">
      <div className={styles.equation}>
        <div className={styles.term}>
          <PixelCanvas label="the exact denoiser’s picture" feed={feedExact} />
          <span className={styles.weight}>
            <Tex tex={String.raw`\mathbb{E}[x_0 \mid x_t]`} />
          </span>
        </div>
        {TERMS.map(({ label, feed, weight, name }, i) => (
          <Fragment key={label}>
            <span className={styles.sign}>{i === 0 ? '=' : '+'}</span>
            <div className={styles.term}>
              <PixelCanvas label={label} feed={feed} />
              <b className={styles.weight}>
                <Live text={weight} />
              </b>
              <span className={shared.which}>
                <Live text={name} />
              </span>
            </div>
          </Fragment>
        ))}
      </div>
      <p className={shared.prose}>
        The weight is that of{' '}
        <b className={styles.effective}>
          <Live text={effective} />
        </b>{' '}
        out of {label === ANY_DIGIT ? '' : `the ${label}s among `}
        {exactDigits.toLocaleString('en')}: exp of its entropy. Near t = 0 one digit has all of it, near t =
        1000 the answer is the mean of all of them.
      </p>
    </section>
  );
}
