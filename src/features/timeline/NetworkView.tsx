import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/engine';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { feedEpsilonHat, feedX0Hat } from './feeds';
import { Live } from './Live';
import { NetworkPicker } from '../common/NetworkPicker';
import { useNetwork } from './useNetwork';
import styles from './NetworkView.module.css';

const heading = () =>
  stage.content.x0Hat ? `The network’s view at t = ${stage.content.tHat}` : 'The network’s view';

/** The network's epsilonHat and x0Hat for x_t. On the way down it is asked live, and the picture never waits for it. */
export function NetworkView() {
  const status = useStore(engineStatus, (state) => state.status.kind);
  const { mode, schedule } = useView('mode', 'schedule');
  const used = useNetwork();
  // Until a run has come down to t = 0, its newest state is shown instead of x_0.
  const isComingDown = useStore(sampling.store, ({ run, filled }) => filled > 0 && !run?.isFull);
  const isSliderAtZero = useStore(view, ({ t }) => t === 0);
  const isAtZero = isSliderAtZero && (mode === 'forward' || !isComingDown);
  const silent =
    mode === 'forward' && schedule !== used.schedule
      ? `The network was trained on the ${used.schedule} schedule. It is not asked about another one.`
      : isAtZero
        ? 'At t = 0 there is no noise to see.'
        : mode === 'forward' && status === 'failed'
          ? 'The network is not running; the forward path needs none.'
          : null;
  return (
    <section className={styles.network} data-network aria-label="The network’s view">
      <div className={styles.text}>
        <h2 className={styles.heading}>
          <Live of={heading} />
        </h2>
        <p>
          {silent ??
            'The network is given this one picture and t, and has to say which noise is in it. What is left is its guess at the digit.'}
        </p>
        {silent === null && <Badge kind="live" by={creditOf(used)} />}
      </div>
      <figure>
        <PixelCanvas
          label="epsilonHat, the noise that the network sees in x"
          feed={feedEpsilonHat}
          range={3}
          title="The noise that the network sees. Scaled for display: black is −3, white is +3."
        />
        <figcaption>
          <i>ε̂</i> noise seen
        </figcaption>
      </figure>
      <figure>
        <PixelCanvas
          label="x0Hat, the digit that the network guesses"
          feed={feedX0Hat}
          title="(x − √(1−ᾱ) ε̂) / √ᾱ, clipped to [−1, 1]"
        />
        <figcaption>
          <i>x̂₀</i> digit seen
        </figcaption>
      </figure>
      <NetworkPicker />
    </section>
  );
}
