import { useCallback } from 'react';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { Sheet } from '../../state/samples/sheet';
import { RangeSlider } from '../../ui/RangeSlider';
import { onEdit } from './state/changes';
import { lookAtEditT, shownStateT } from './state/results';
import styles from './TSlider.module.css';

interface Props {
  sheet: Sheet;
  /** t where the results start. */
  from: number;
}

/** The t at which all results are looked at: on the left where the network took over, on the right the results. */
export function TSlider({ sheet, from }: Props) {
  const feed = useCallback(
    (put: (position: number, words: string) => void) =>
      onEdit(() => {
        const t = shownStateT(sheet);
        put(from - Math.min(from, view.getState().editT), Number.isNaN(t) ? 'not computed yet' : `t = ${t}`);
      }),
    [sheet, from],
  );
  return (
    <RangeSlider
      label="t of all results"
      min={0}
      max={from}
      start={`t = ${from}`}
      end="t = 0"
      initial={from - Math.min(from, view.getState().editT)}
      feed={feed}
      onSlide={(position) => lookAtEditT(from - position)}
      onRelease={endGesture}
      className={styles.slider}
    />
  );
}
