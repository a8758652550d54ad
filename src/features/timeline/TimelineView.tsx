import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { onFilm } from './state/film';
import { playback } from './state/playback';
import { T } from '../../state/picture/forwardPath';
import { endGesture } from '../../state/link/url';
import { Scrubber } from '../../ui/Scrubber';
import { sampling } from './state/sampling';
import type { StageContent } from './state/stage';
import { view } from '../../state/link/view';
import { feedPosition } from './feeds';
import { HistogramPanel } from './HistogramPanel';
import { ModeBar } from './ModeBar';
import { RunStatus } from './RunStatus';
import { BetaPanel, SignalPanel } from './SchedulePanels';
import { Stage } from './Stage';
import { StepPanel } from './StepPanel';
import { Live } from './Live';
import { Transport } from './Transport';
import { Tries } from './Tries';
import styles from './TimelineView.module.css';

const NARROW = matchMedia('(max-width: 719px)');
const LOW = matchMedia('(max-height: 1000px)');

/** Whether a media query holds. */
const useMedia = (query: MediaQueryList) =>
  useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        query.addEventListener('change', listener);
        return () => query.removeEventListener('change', listener);
      },
      [query],
    ),
    () => query.matches,
  );

/** Says so where the stage cannot show exactly the slider's t. */
function snapped({ kind, t }: StageContent): string {
  const state = view.getState();
  if (state.mode === 'forward' || kind === 'none' || t === state.t) return '';
  const { run } = sampling.store.getState();
  return run?.complete
    ? `Nearest of ${run.times.length} states: t = ${t}`
    : `The run has come to t = ${t} so far.`;
}

/** The home view: x_t from t = 0 to t = 1000 and back. */
export function TimelineView() {
  const tiles = useMedia(NARROW) ? 11 : 21;
  const low = useMedia(LOW);
  const present = useStore(view, (state) => state.present);
  const feedFilm = useCallback((draw: Parameters<typeof onFilm>[1]) => onFilm(tiles, draw), [tiles]);
  return (
    <main className={styles.view}>
      <div className={styles.left}>
        <ModeBar />
        <Stage />
        <Scrubber
          tiles={tiles}
          max={T}
          feedFilm={feedFilm}
          feedPosition={feedPosition}
          onSeek={playback.seek}
          onRelease={endGesture}
        />
        <div className={styles.scale} aria-hidden="true">
          <span>t = 0 · data</span>
          <span className={styles.snapped}>
            <Live of={snapped} />
          </span>
          <span>t = 1000 · noise</span>
        </div>
        <RunStatus />
        <Transport />
        <Tries />
      </div>
      <aside className={styles.right} aria-label="The mathematics of this t">
        <StepPanel />
        {!(present && low) && <BetaPanel />}
        <SignalPanel />
        {!present && <HistogramPanel />}
      </aside>
    </main>
  );
}
