import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { Pause, Play } from 'lucide-react';
import type { ViewState } from '../../state/link/fields/table';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { ViewLayout } from '../../ui/ViewLayout';
import { PlaceSlider } from '../common/PlaceSlider';
import { Curves } from './Curves';
import { Row } from './Row';
import { Settings } from './Settings';
import { comparedProcesses, placeT } from './state/comparison';
import { scheduleSamples } from './state/samples';
import { walk } from './state/walk';
import styles from './ScheduleView.module.css';

const words = (state: ViewState) => `t = ${placeT(state)} of ${state.comparedT}`;

/** The t at which all processes are shown, as a part of their way. */
function Place() {
  const isMoving = useStore(walk.store);
  const name = isMoving ? 'Pause' : 'Play';
  const Icon = isMoving ? Pause : Play;
  return (
    <PlaceSlider label="t, as a part of the way" words={words}>
      <Button look="round" aria-label={name} title={`${name} (Space)`} onClick={walk.toggle}>
        <Icon size={20} fill="currentColor" aria-hidden="true" />
      </Button>
    </PlaceSlider>
  );
}

/** How fast the signal goes: schedules side by side, on one digit. */
export default function ScheduleView() {
  const { compared, comparedT, hand } = useView('compared', 'comparedT', 'hand');
  const { rescaled, sampled } = useView('rescaled', 'sampled');
  useEffect(() => scheduleSamples.follow(), []);
  const processes = useMemo(
    () => comparedProcesses({ compared, comparedT, hand }),
    [compared, comparedT, hand],
  );
  return (
    <ViewLayout title="Schedule" side={<Settings />} className={styles.view}>
      <div className={styles.main}>
        <Curves />
        <Place />
        <div className={styles.rows}>
          {processes.map((process) => (
            <Row key={process.id} process={process} rescaled={rescaled} sampled={sampled} />
          ))}
        </div>
      </div>
    </ViewLayout>
  );
}
