import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Sparkles } from 'lucide-react';
import { lookAtPlace, onPlace } from '../../state/link/place';
import { COMPARED_T } from '../../state/link/fields/schedule';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { RangeSlider } from '../../ui/RangeSlider';
import { AtLevel } from '../common/setting/AtLevel';
import { LiveText } from '../common/LiveText';
import { Setting } from '../common/setting/Setting';
import { Term } from '../common/glossary/Term';
import { PlayButton, Transport } from '../common/Transport';
import { placeT } from './state/comparison';
import { scheduleSamples } from './state/samples';
import { walk } from './state/walk';
import { TEXTS } from './texts';
import styles from './Transport.module.css';

const placeWords = (): string => {
  const state = view.getState();
  return (state.level === 'picture' ? TEXTS.placePlain : TEXTS.place)(placeT(state), state.comparedT);
};

/** The t at which all processes are shown, as a part of their way. It is as wide as the films. */
export function Slider() {
  const { comparedT, level } = useView('comparedT', 'level');
  const isPlain = level === 'picture';
  const feed = useCallback(
    (put: (position: number, words: string) => void) => onPlace(({ place }) => put(place, placeWords())),
    [],
  );
  return (
    <>
      <RangeSlider
        label={TEXTS.slider}
        min={0}
        max={1000}
        initial={view.getState().place}
        feed={feed}
        onSlide={lookAtPlace}
        onRelease={endGesture}
        showsWords={false}
        className={styles.slider}
      />
      <p className={styles.scale}>
        <span>{isPlain ? TEXTS.dataPlain : TEXTS.data}</span>
        <b>
          <LiveText subscribe={onPlace} text={placeWords} />
        </b>
        <span>{isPlain ? TEXTS.noisePlain : TEXTS.noise(comparedT)}</span>
      </p>
    </>
  );
}

function PlayOrPause() {
  const isMoving = useStore(walk.store);
  const title = isMoving ? TEXTS.pauseTitle : TEXTS.playTitle;
  return (
    <PlayButton isPlaying={isMoving} title={title} onClick={walk.toggle}>
      {isMoving ? TEXTS.pause : TEXTS.addNoise}
    </PlayButton>
  );
}

/** Lets the network sample under each process, stops it, or goes on. */
function DrawButtons() {
  const { sampled } = useView('sampled');
  const { onAny, isBusy, isMissing, start, stop } = scheduleSamples;
  const busy = useSyncExternalStore(onAny, isBusy);
  const missing = useSyncExternalStore(onAny, isMissing);
  if (!sampled)
    return (
      <Button look="primary" title={TEXTS.drawTitle} onClick={() => patchView({ sampled: true })}>
        <Sparkles size={16} aria-hidden="true" /> {TEXTS.draw}
      </Button>
    );
  return (
    <>
      <Button onClick={() => patchView({ sampled: false })}>{TEXTS.hideDrawings}</Button>
      {(busy || missing) && <Button onClick={busy ? stop : start}>{busy ? TEXTS.cancel : TEXTS.goOn}</Button>}
    </>
  );
}

/** Positions of the slider of T, which is logarithmic. */
const POSITIONS = 200;
const { min: MIN_T, max: MAX_T } = COMPARED_T;
const toPosition = (T: number): number => (POSITIONS * Math.log(T / MIN_T)) / Math.log(MAX_T / MIN_T);

/** T at a position, rounded to two figures, so that dragging gives round numbers. */
const fromPosition = (position: number): number =>
  Number((MIN_T * (MAX_T / MIN_T) ** (position / POSITIONS)).toPrecision(2));

/** How many steps each process has. */
export function StepCount() {
  const { comparedT } = useView('comparedT');
  return (
    <div className={styles.steps}>
      <label htmlFor="compared-T">{TEXTS.stepsT}</label>
      <Term name="T" />
      <input
        id="compared-T"
        type="range"
        min={0}
        max={POSITIONS}
        step={1}
        value={Math.round(toPosition(comparedT))}
        aria-valuetext={`T = ${comparedT}`}
        onChange={(event) => patchView({ comparedT: fromPosition(event.target.valueAsNumber) })}
      />
      <Setting field="comparedT" />
    </div>
  );
}

/** What moves t, and what the network does. */
export function ScheduleTransport({ isPhone }: { isPhone: boolean }) {
  return (
    <Transport className={styles.transport}>
      <PlayOrPause />
      <DrawButtons />
      {!isPhone && (
        <AtLevel from="course">
          <StepCount />
        </AtLevel>
      )}
    </Transport>
  );
}
