import { useEffect, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { useView } from '../../state/link/useView';
import { PHONE, useMedia } from '../../ui/useMedia';
import { ViewLayout } from '../../ui/ViewLayout';
import { AtLevel } from '../common/setting/AtLevel';
import { Dock } from '../common/Dock';
import { Scene } from '../common/Scene';
import { SourcePicker } from '../common/picture/SourcePicker';
import { Choice } from './Choice';
import { Curves } from './Curves';
import { Division } from './Division';
import { End } from './End';
import { Stage } from './Stage';
import { scheduleSamples } from './state/samples';
import { TEXTS } from './texts';
import { ScheduleTransport, Slider, StepCount } from './Transport';
import styles from './ScheduleView.module.css';

/** A window too narrow for two columns. */
const STACKED = matchMedia('(max-width: 1099px)');

/** One sentence on what is seen, and what to do. */
function Story() {
  const text = useStore(view, ({ sampled }) => (sampled ? TEXTS.story.sampled : TEXTS.story.start));
  return (
    <p className={styles.story} data-chrome>
      {text}
    </p>
  );
}

/** How fast the signal goes: schedules side by side, on one digit. */
export default function ScheduleView() {
  const isPhone = useMedia(PHONE);
  const isStacked = useMedia(STACKED);
  const { level, compared, sampled } = useView('level', 'compared', 'sampled');
  const counts = { '--rows': compared.length, '--pictures': sampled ? 2 : 1 } as CSSProperties;
  useEffect(() => scheduleSamples.follow(), []);
  const settings = (
    <div className={styles.settings} data-chrome>
      <SourcePicker />
      {isStacked && <Choice />}
      {isPhone && (
        <AtLevel from="course">
          <StepCount />
          {compared.includes('additive') && <Division />}
        </AtLevel>
      )}
    </div>
  );
  return (
    <ViewLayout title={TEXTS.name} className={styles.view}>
      <div className={styles.first} data-level={level} style={counts}>
        <Scene at={0} className={styles.left}>
          <Story />
          {!isPhone && settings}
          {isPhone ? (
            <>
              <Stage />
              <Dock>
                <Slider />
                <ScheduleTransport isPhone />
              </Dock>
              {settings}
            </>
          ) : (
            <>
              <Stage>
                <Slider />
              </Stage>
              <ScheduleTransport isPhone={false} />
            </>
          )}
        </Scene>
        <Scene at={1} className={styles.right}>
          {!isStacked && <Choice />}
          <Curves />
        </Scene>
      </div>
      <Scene at={2}>
        <End />
      </Scene>
    </ViewLayout>
  );
}
