import { useCallback, type ReactNode } from 'react';
import { lookAtPlace, onPlace } from '../../state/link/place';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewState } from '../../state/link/fields/table';
import { RangeSlider } from '../../ui/RangeSlider';
import styles from './PlaceSlider.module.css';

interface Props {
  label: string;
  /** The place in words, such as "t = 500". A stable function. */
  words: (state: ViewState) => string;
  /** Shown before the slider. */
  children?: ReactNode;
}

/** The place on the way, 0 ... 1000, at which everything in the view is looked at. */
export function PlaceSlider({ label, words, children }: Props) {
  const feed = useCallback(
    (put: (position: number, words: string) => void) => onPlace((state) => put(state.place, words(state))),
    [words],
  );
  return (
    <div className={styles.place}>
      {children}
      <RangeSlider
        label={label}
        min={0}
        max={1000}
        initial={view.getState().place}
        feed={feed}
        onSlide={lookAtPlace}
        onRelease={endGesture}
        className={styles.slider}
      />
    </div>
  );
}
