import { useCallback, useState } from 'react';
import { useStore } from 'zustand';
import { onFilm } from './state/film';
import { playback } from './state/playback';
import { T } from '../../state/picture/forwardPath';
import { endGesture } from '../../state/link/url';
import { Scrubber } from '../../ui/Scrubber';
import { PHONE, useMedia } from '../../ui/useMedia';
import { view } from '../../state/link/view';
import { AtLevel } from '../common/setting/AtLevel';
import { Dock } from '../common/Dock';
import { DrawPad } from '../common/picture/DrawPad';
import { Scene } from '../common/Scene';
import { feedPosition } from './feeds';
import { HistogramPanel } from './HistogramPanel';
import { ModeBar } from './ModeBar';
import { RunStatus } from './RunStatus';
import { BetaPanel, SignalPanel } from './SchedulePanels';
import { Stage } from './Stage';
import { StepPanel } from './StepPanel';
import { Story } from './Story';
import { TEXTS } from './texts';
import { TimelineTransport } from './Transport';
import styles from './TimelineView.module.css';

/** The home view: x_t from t = 0 to t = 1000 and back. */
export function TimelineView() {
  const isPhone = useMedia(PHONE);
  const tiles = isPhone ? 11 : 21;
  const level = useStore(view, (state) => state.level);
  const hasPlainEnds = isPhone || level === 'picture';
  const feedFilm = useCallback((draw: Parameters<typeof onFilm>[1]) => onFilm(tiles, draw), [tiles]);
  // The pad stays when a phone is turned and the button moves.
  const [isDrawing, setDrawing] = useState(false);
  const draw = useCallback(() => setDrawing(true), []);
  return (
    <main className={styles.view} data-level={level}>
      <Scene at={0} className={styles.left}>
        <Story />
        <ModeBar onDraw={draw} />
        <Stage onDraw={draw} />
        <Dock className={styles.dock}>
          <Scrubber
            tiles={tiles}
            max={T}
            feedFilm={feedFilm}
            initialT={view.getState().t}
            feedPosition={feedPosition}
            onSeek={playback.seek}
            onRelease={endGesture}
          />
          <div className={styles.scale}>
            <span aria-hidden="true">{hasPlainEnds ? TEXTS.data : TEXTS.dataAt}</span>
            <RunStatus />
            <span aria-hidden="true">{hasPlainEnds ? TEXTS.noise : TEXTS.noiseAt}</span>
          </div>
          <TimelineTransport />
        </Dock>
      </Scene>
      <AtLevel from="course">
        <Scene at={1} className={styles.right}>
          <aside aria-label={TEXTS.side}>
            <StepPanel />
            <BetaPanel />
            <SignalPanel />
            <HistogramPanel />
          </aside>
        </Scene>
      </AtLevel>
      <DrawPad open={isDrawing} onClose={() => setDrawing(false)} />
    </main>
  );
}
