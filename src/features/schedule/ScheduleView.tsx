import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { Pause, Play } from 'lucide-react';
import { comparedOf, lookAtPlace, onComparison, placeT, toggleWalk, walking } from '../../state/comparison';
import { released } from '../../state/url';
import { useView } from '../../state/useView';
import { view } from '../../state/view';
import { Button } from '../../ui/controls';
import { Curves } from './Curves';
import { Row } from './Row';
import { Settings } from './Settings';
import styles from './Schedule.module.css';

/** The place on the way that all processes are looked at. */
function Place() {
  const moving = useStore(walking);
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onComparison((state) => {
        const t = placeT(state);
        if (slider.current) {
          slider.current.value = String(state.place);
          slider.current.setAttribute('aria-valuetext', `t = ${t} of ${state.comparedT}`);
        }
        if (text.current) text.current.textContent = `t = ${t} of ${state.comparedT}`;
      }),
    [],
  );
  return (
    <div className={styles.place}>
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
      <input
        ref={slider}
        type="range"
        aria-label="t, as a part of the way"
        min={0}
        max={1000}
        defaultValue={view.getState().place}
        onInput={(event) => lookAtPlace(event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <output ref={text} className={styles.t} />
    </div>
  );
}

/** How fast the signal goes: schedules side by side, on one digit. */
export default function ScheduleView() {
  const { compared, comparedT, hand, rescaled } = useView('compared', 'comparedT', 'hand', 'rescaled');
  const all = useMemo(() => comparedOf({ compared, comparedT, hand }), [compared, comparedT, hand]);
  return (
    <main className={styles.view}>
      <Settings />
      <div className={styles.main}>
        <Curves />
        <Place />
        <div className={styles.rows}>
          {all.map((one) => (
            <Row key={one.id} one={one} rescaled={rescaled} />
          ))}
        </div>
      </div>
    </main>
  );
}
