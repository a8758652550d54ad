import { useEffect, useRef } from 'react';
import { lookAtPlace, onPlace } from '../../state/link/place';
import { released } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewState } from '../../state/link/fields/table';
import styles from './PlaceSlider.module.css';

interface PlaceSliderProps {
  label: string;
  /** The place in words, such as "t = 500". A stable function. */
  words: (state: ViewState) => string;
  /** Shown before the slider. */
  children?: React.ReactNode;
}

/** The place on the way, 0 ... 1000, at which everything in the view is looked at. */
export function PlaceSlider({ label, words, children }: PlaceSliderProps) {
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onPlace((state) => {
        const said = words(state);
        if (slider.current) {
          slider.current.value = String(state.place);
          slider.current.setAttribute('aria-valuetext', said);
        }
        if (text.current) text.current.textContent = said;
      }),
    [words],
  );
  return (
    <div className={styles.place}>
      {children}
      <input
        ref={slider}
        type="range"
        aria-label={label}
        min={0}
        max={1000}
        defaultValue={view.getState().place}
        onInput={(event) => lookAtPlace(event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <output ref={text} className={styles.t} />
    </div>
  );
}
