import { useCallback } from 'react';
import { useStore } from 'zustand';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { PHONE, useMedia } from '../../ui/useMedia';
import { RangeSlider } from '../../ui/RangeSlider';
import { tInWords } from '../common/texts';
import { PlayButton, Transport } from '../common/Transport';
import { directionOf } from './state/direction';
import { lookAtT, onPlane, walk } from './state/looks';
import { TEXTS } from './texts';
import styles from './Transport.module.css';

/** The t at which the plane is looked at: data at the left, noise at the right. */
export function TSlider() {
  const { level } = useView('level');
  const isPhone = useMedia(PHONE);
  const isShort = isPhone || level === 'picture';
  const feed = useCallback(
    (put: (position: number, words: string) => void) =>
      onPlane(() => {
        const { planeT, level: shown } = view.getState();
        put(planeT, tInWords(planeT, shown));
      }),
    [],
  );
  return (
    <RangeSlider
      label={TEXTS.slider}
      min={0}
      max={1000}
      start={isShort ? TEXTS.data : TEXTS.dataAt}
      end={isShort ? TEXTS.noise : TEXTS.noiseAt}
      initial={view.getState().planeT}
      feed={feed}
      onSlide={lookAtT}
      onRelease={endGesture}
      className={styles.slider}
    />
  );
}

/** Plays towards noise, or where ways go back towards data. */
export function PlaneTransport() {
  const isMoving = useStore(walk.store);
  const { planePart } = useView('planePart');
  const goesBack = directionOf(planePart) < 0;
  return (
    <Transport>
      <PlayButton
        isPlaying={isMoving}
        isMirrored={goesBack}
        title={isMoving ? TEXTS.pauseTitle : TEXTS.playTitle}
        onClick={walk.toggle}
      >
        {isMoving ? TEXTS.pause : goesBack ? TEXTS.runBack : TEXTS.addNoise}
      </PlayButton>
    </Transport>
  );
}
