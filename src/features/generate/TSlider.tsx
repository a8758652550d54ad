import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { RangeSlider } from '../../ui/RangeSlider';
import { grids, lookAtT, onPictures } from './state/grids';
import styles from './TSlider.module.css';

function words(): string {
  const { gridT } = view.getState();
  const { run, filled } = grids.sheets.a.store.getState();
  if (!run || filled === 0) return `t = ${gridT}`;
  const index = run.indexOf(gridT);
  return `t = ${run.times[index]} · state ${index + 1} of ${run.steps + 1}`;
}

const feed = (put: (position: number, words: string) => void): (() => void) =>
  onPictures(() => put(T - view.getState().gridT, words()));

/** The t at which all pictures are shown: on the left the noise that they begin with, on the right the digits. */
export function TSlider() {
  return (
    <RangeSlider
      label="t of all pictures"
      min={0}
      max={T}
      initial={T - view.getState().gridT}
      feed={feed}
      onSlide={(position) => lookAtT(T - position)}
      onRelease={endGesture}
      start="noise"
      end="digit"
      className={styles.slider}
    />
  );
}
