import { useStore } from 'zustand';
import { rmsDifference } from '../../../diffusion/similarity';
import { view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { creditOf } from '../../../state/network/usedNetwork';
import { Badge } from '../../../ui/Badge';
import { PixelCanvas } from '../../../ui/PixelCanvas';
import { Tex } from '../../../ui/Tex';
import { exact } from '../state/exact';
import { exactT } from '../state/exactPicture';
import { feedDifference, feedExact, feedNetwork, feedXt } from './feeds';
import { Live } from './Live';
import shared from './Exact.module.css';
import styles from './Stage.module.css';

const MEAN = String.raw`\mathbb{E}[x_0 \mid x_t]`;
const X0_HAT = String.raw`\hat x_0(x_t, t)`;
const DIFFERENCE = String.raw`\mathbb{E}[x_0 \mid x_t] - \hat x_0`;

const shownT = () => `t = ${exactT(view.getState())}`;

/** The t of the answer, where the slider is ahead of it. */
const answeredT = (): string => {
  const answer = exact.currentAnswer();
  if (!answer) return 'waits for its digits';
  return answer.t === exactT(view.getState()) ? '' : `still of t = ${answer.t}`;
};

const difference = (): string => {
  const answer = exact.currentAnswer();
  return answer ? `RMS ${rmsDifference(answer.x0Hat, answer.networkX0Hat).toFixed(3)}` : '';
};

/** x_t, what Bayes' rule makes of it, what the network makes of it, and how they differ. */
export function Stage() {
  const used = useStore(network, (state) => state.used);
  const pictures = [
    { name: 'the noisy digit', tex: 'x_t', feed: feedXt, badge: 'exact', text: shownT },
    { name: 'exact denoiser', tex: MEAN, feed: feedExact, badge: 'exact', text: answeredT },
    { name: creditOf(used), tex: X0_HAT, feed: feedNetwork, badge: 'live', text: answeredT },
    { name: 'exact − network', tex: DIFFERENCE, feed: feedDifference, badge: 'live', text: difference },
  ] as const;
  return (
    <div className={styles.stage}>
      {pictures.map(({ name, tex, feed, badge, text }) => (
        <figure key={name}>
          <figcaption>
            <span className={styles.symbol}>
              <Tex tex={tex} />
            </span>
            <span className={styles.name}>
              {name} <Badge kind={badge} small />
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
