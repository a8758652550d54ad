import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import { T } from '../../state/picture/forwardPath';
import { RangeSlider } from '../../ui/RangeSlider';
import { grids, lookAtT, onPictures } from './state/grids';
import { TEXTS } from './texts';
import styles from './TSlider.module.css';

/** Where the knob stands, as t, and its words. While the network works the knob follows it, as far as the chosen t. */
function shown(): { t: number; words: string } {
  const { gridT, level } = view.getState();
  const { run, filled, plan, status } = grids.sheets.a.store.getState();
  const symbol = (t: number): number | null => (level === 'picture' ? null : t);
  const isBusy = status.kind === 'waiting' || status.kind === 'running';
  if (!run || !plan || filled === 0) {
    const t = isBusy ? T : gridT;
    return { t, words: TEXTS.atNothing(symbol(t)) };
  }
  const index = run.indexOf(gridT);
  const { every = 1, steps } = plan.request;
  return {
    t: run.isFull ? gridT : Math.max(gridT, run.times[filled - 1]),
    words: TEXTS.at(symbol(run.times[index]), Math.min(index * every, steps), steps),
  };
}

const feed = (put: (position: number, words: string) => void): (() => void) =>
  onPictures(() => {
    const { t, words } = shown();
    put(T - t, words);
  });

/** The t at which all pictures are shown: on the left the noise that they begin with, on the right the digits. */
export function TSlider() {
  return (
    <RangeSlider
      label={TEXTS.slider}
      min={0}
      max={T}
      initial={T - view.getState().gridT}
      feed={feed}
      onSlide={(position) => lookAtT(T - position)}
      onRelease={endGesture}
      start={TEXTS.noise}
      end={TEXTS.digit}
      className={styles.slider}
    />
  );
}
