import { useView } from '../../state/link/useView';
import { Dock as CommonDock } from '../common/Dock';
import { Pair } from './Pair';
import { RunButton, SaveButton, Status } from './RunBar';
import { Clicks } from './Settings';
import { TSlider } from './TSlider';
import styles from './Dock.module.css';

/** What moves the pictures, right under them: the run, the slider, and how far the network is. */
export function Dock({ hovered, isNarrow }: { hovered: number | null; isNarrow: boolean }) {
  const { comparing } = useView('comparing');
  return (
    <CommonDock className={styles.dock}>
      {comparing && <Pair hovered={hovered} />}
      <RunButton />
      <TSlider />
      <SaveButton />
      <Status />
      {!isNarrow && (
        <div className={styles.clicks}>
          <Clicks />
        </div>
      )}
    </CommonDock>
  );
}
