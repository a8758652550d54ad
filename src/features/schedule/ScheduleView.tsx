import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { Pause, Play } from 'lucide-react';
import { comparedOf, placeT } from './state/comparison';
import { toggleWalk, walking } from './state/walk';
import { followScheduleSamples } from './state/samples';
import { useView } from '../../state/link/useView';
import type { ViewState } from '../../state/link/fields/table';
import { Button } from '../../ui/controls';
import { PlaceSlider } from '../common/PlaceSlider';
import { Curves } from './Curves';
import { Row } from './Row';
import { Settings } from './Settings';
import styles from './Schedule.module.css';

const words = (state: ViewState) => `t = ${placeT(state)} of ${state.comparedT}`;

/** The place on the way that all processes are looked at. */
function Place() {
  const moving = useStore(walking);
  return (
    <PlaceSlider label="t, as a part of the way" words={words}>
      <Button
        look="round"
        aria-label={moving ? 'Pause' : 'Play'}
        title={moving ? 'Pause (Space)' : 'Play (Space)'}
        onClick={toggleWalk}
      >
        {moving ? (
          <Pause size={20} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={20} fill="currentColor" aria-hidden="true" />
        )}
      </Button>
    </PlaceSlider>
  );
}

/** How fast the signal goes: schedules side by side, on one digit. */
export default function ScheduleView() {
  const { compared, comparedT, hand, rescaled, sampled } = useView(
    'compared',
    'comparedT',
    'hand',
    'rescaled',
    'sampled',
  );
  useEffect(followScheduleSamples, []);
  const all = useMemo(() => comparedOf({ compared, comparedT, hand }), [compared, comparedT, hand]);
  return (
    <main className={styles.view}>
      <Settings />
      <div className={styles.main}>
        <Curves />
        <Place />
        <div className={styles.rows}>
          {all.map((one) => (
            <Row key={one.id} one={one} rescaled={rescaled} sampled={sampled} />
          ))}
        </div>
      </div>
    </main>
  );
}
