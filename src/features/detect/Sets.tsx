import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { creditOf } from '../../state/network/usedNetwork';
import { source } from '../../state/picture/source';
import { Badge } from '../../ui/Badge';
import { useMedia } from '../../ui/useMedia';
import { Term } from '../common/glossary/Term';
import { Histogram } from './Histogram';
import { How, ROOM_BESIDE } from './Panels';
import { SetsBar } from './SetsBar';
import { Standing } from './Standing';
import { SETS_ID } from './StartButton';
import { countCalibrated } from './state/answers';
import { pictureSets } from './state/sets';
import { MIN_CALIBRATION } from './state/scoreTable';
import { TEXTS } from './texts';
import { Threshold } from './Threshold';
import { useAnswer } from './useAnswer';
import shared from './shared.module.css';
import styles from './Sets.module.css';

/** Sets of pictures beside this one: what is usual, and from where on a picture is called unusual. */
export function Sets() {
  const sets = useStore(pictureSets.store);
  const { detectCount, detectAgainst } = useView('detectCount', 'detectAgainst', 'detectUnseen');
  const used = useStore(network, (state) => state.used);
  useStore(source, (state) => state.picture);
  const { answer, others } = useAnswer();
  const waiting = useStore(view, (state) => countCalibrated(state, sets));
  const hasRoom = useMedia(ROOM_BESIDE);
  const note = TEXTS.setNotes[detectAgainst];
  return (
    <section id={SETS_ID} className={styles.sets} aria-label={TEXTS.sets}>
      <h2>
        <span>
          {TEXTS.sets} <Term name="anomalyScore" />
        </span>
        {answer && <Badge kind="live" by={creditOf(used)} />}
      </h2>
      <SetsBar />
      <Standing answer={answer} />
      {answer ? (
        <div className={styles.charts}>
          <Histogram answer={answer} others={others} />
          <Threshold answer={answer} others={others} />
        </div>
      ) : (
        <>
          <p className={shared.note}>
            {waiting !== null && <b>{TEXTS.firstAnswer(MIN_CALIBRATION, waiting)}</b>}
            {TEXTS.before(detectCount)}
          </p>
          {note && <p className={shared.note}>{note}</p>}
          {hasRoom && <How />}
        </>
      )}
    </section>
  );
}
