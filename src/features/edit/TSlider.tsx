import { useCallback } from 'react';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import type { Sheet } from '../../state/samples/sheet';
import { RangeSlider } from '../../ui/RangeSlider';
import { onEdit } from './state/changes';
import { lookAtEditT, shownStateT } from './state/results';
import { TEXTS } from './texts';
import styles from './TSlider.module.css';

interface Props {
  sheet: Sheet;
  /** t where the results start. */
  from: number;
}

/** The t at which all results are looked at: on the left where the network starts, on the right the results. */
export function TSlider({ sheet, from }: Props) {
  const { level } = useView('level');
  const hasSymbols = level !== 'picture';
  const feed = useCallback(
    (put: (position: number, words: string) => void) =>
      onEdit(() => {
        const t = shownStateT(sheet);
        put(from - Math.min(from, view.getState().editT), Number.isNaN(t) ? TEXTS.notThere : TEXTS.at(t));
      }),
    [sheet, from],
  );
  return (
    <RangeSlider
      label={TEXTS.slider}
      min={0}
      max={from}
      start={hasSymbols ? TEXTS.at(from) : TEXTS.noise}
      end={hasSymbols ? TEXTS.at(0) : TEXTS.result}
      initial={from - Math.min(from, view.getState().editT)}
      feed={feed}
      onSlide={(position) => lookAtEditT(from - position)}
      onRelease={endGesture}
      showsWords={hasSymbols}
      className={styles.slider}
    />
  );
}
