import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/pageEngine';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Badge } from '../../ui/Badge';
import { feedEpsilonHat, feedX0Hat, liveAgreement } from './feeds';
import { Live } from './Live';
import { AtLevel } from '../common/setting/AtLevel';
import { NetworkPicker } from '../common/setting/NetworkPicker';
import { useNetwork } from './useNetwork';
import { Term } from '../common/glossary/Term';
import { Symbol } from './Symbol';
import { isLostAt, TEXTS } from './texts';
import styles from './NetworkView.module.css';

const shownAt = () => (stage.content.x0Hat ? TEXTS.viewAt(stage.content.tHat) : '');

/** The network's epsilonHat and x0Hat for x_t. On the way down it is asked live, and the picture never waits for it. */
export function NetworkView() {
  const status = useStore(engineStatus, (state) => state.status.kind);
  const { mode, process, schedule, level } = useView('mode', 'process', 'schedule', 'level');
  const used = useNetwork();
  // Until a run has come down to t = 0, its newest state is shown instead of x_0.
  const isComingDown = useStore(sampling.store, ({ run, filled }) => filled > 0 && !run?.isFull);
  const isSliderAtZero = useStore(view, ({ t }) => t === 0);
  const isLost = useStore(view, ({ t }) => isLostAt(t));
  const isAtZero = isSliderAtZero && (mode === 'forward' || !isComingDown);
  const silent =
    mode === 'forward' && schedule !== used.schedule
      ? TEXTS.viewOtherSchedule(used.schedule)
      : isAtZero
        ? TEXTS.viewAtData
        : mode === 'forward' && status === 'failed'
          ? TEXTS.viewFailed
          : null;
  return (
    <section className={styles.network} data-network aria-label={TEXTS.view}>
      <div className={styles.text}>
        <h2 className={styles.heading}>
          {TEXTS.view}{' '}
          <Term name="network">
            <AtLevel from="course">
              <Live of={shownAt} />
            </AtLevel>
          </Term>
        </h2>
        <p>{silent ?? TEXTS.viewAbout(level === 'picture', isLost)}</p>
        {silent === null && <Badge kind="live" by={creditOf(used)} />}
      </div>
      <figure>
        <PixelCanvas
          label="epsilonHat, the noise that the network sees in x"
          feed={feedEpsilonHat}
          range={3}
          title={TEXTS.noiseSeenTitle}
        />
        <figcaption>
          <Symbol name="ε" hat /> <Term name="epsilonHat">{TEXTS.noiseSeen}</Term>
        </figcaption>
      </figure>
      <figure>
        <PixelCanvas
          label="x0Hat, the digit that the network guesses"
          feed={feedX0Hat}
          {...(level !== 'picture' && { title: TEXTS.digitSeenTitle })}
        />
        <figcaption>
          <Symbol name="x" hat sub="0" /> <Term name="x0Hat">{TEXTS.digitSeen}</Term>
        </figcaption>
      </figure>
      {mode === 'forward' && process === 'chain' && (
        <AtLevel from="course">
          <p className={styles.agreement}>
            <Live of={liveAgreement} />
          </p>
        </AtLevel>
      )}
      <NetworkPicker />
    </section>
  );
}
