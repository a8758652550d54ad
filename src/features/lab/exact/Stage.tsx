import { useStore } from 'zustand';
import { rmsDifference } from '../../../diffusion/pictures/similarity';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import { Tex } from '../../../ui/Tex';
import { AtLevel } from '../../common/setting/AtLevel';
import { Term } from '../../common/glossary/Term';
import { tInWords } from '../../common/texts';
import { exact } from '../state/exact';
import { exactT } from '../state/exactPicture';
import { TEXTS } from '../texts';
import { feedDifference, feedExact, feedNetwork, feedXt } from './feeds';
import { Live } from './Live';
import shared from './Exact.module.css';
import styles from './Stage.module.css';

const MEAN = String.raw`\mathbb{E}[x_0 \mid x_t]`;
const X0_HAT = String.raw`\hat x_0(x_t, t)`;
const DIFFERENCE = String.raw`\mathbb{E}[x_0 \mid x_t] - \hat x_0`;

const shownT = () => tInWords(exactT(view.getState()), view.getState().level);

/** The t of the answer, where the slider is ahead of it. */
const answeredT = (): string => {
  const answer = exact.currentAnswer();
  if (!answer) return TEXTS.exact.noAnswer;
  return answer.t === exactT(view.getState())
    ? ''
    : TEXTS.exact.oldAnswer(tInWords(answer.t, view.getState().level));
};

const difference = (): string => {
  const answer = exact.currentAnswer();
  return answer ? TEXTS.exact.rms(fixed(rmsDifference(answer.x0Hat, answer.networkX0Hat), 3)) : '';
};

/** x_t, what Bayes' rule makes of it, what the network makes of it, and how they differ. */
export function Stage() {
  const used = useStore(network, (state) => state.used);
  const pictures = [
    { name: TEXTS.exact.noisy, term: 'xt', tex: 'x_t', feed: feedXt, badge: 'exact', text: shownT },
    { name: TEXTS.exact.exact, term: undefined, tex: MEAN, feed: feedExact, badge: 'exact', text: answeredT },
    { name: creditOf(used), term: 'x0Hat', tex: X0_HAT, feed: feedNetwork, badge: 'live', text: answeredT },
    {
      name: TEXTS.exact.difference,
      term: undefined,
      tex: DIFFERENCE,
      feed: feedDifference,
      badge: 'live',
      text: difference,
    },
  ] as const;
  return (
    <div className={styles.stage}>
      {pictures.map(({ name, term, tex, feed, badge, text }) => (
        <figure key={name}>
          <figcaption>
            <AtLevel from="course">
              <span className={styles.symbol}>
                <Tex tex={tex} /> {term && <Term name={term} />}
              </span>
            </AtLevel>
            <span className={styles.name}>
              {name}
              {'\u00a0'}
              <Badge kind={badge} small />
            </span>
          </figcaption>
          <PixelCanvas label={name} feed={feed} />
          <p className={shared.number}>
            <Live text={text} />
          </p>
        </figure>
      ))}
    </div>
  );
}
