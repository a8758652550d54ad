import { useEffect, useRef } from 'react';
import { grids, lookAtT, onPictures } from './state/grids';
import { released } from '../../state/link/url';
import { view } from '../../state/link/view';
import styles from './Generate.module.css';

const T = 1000;

function words(): string {
  const { gridT } = view.getState();
  const { run, filled } = grids.sheets.a.store.getState();
  if (!run || filled === 0) return `t = ${gridT}`;
  const index = run.indexOf(gridT);
  return `t = ${run.times[index]} · state ${index + 1} of ${run.steps + 1}`;
}

/** The t that all pictures are looked at: on the left the noise that they begin with, on the right the digits. */
export function TSlider() {
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onPictures(() => {
        const said = words();
        if (slider.current) {
          slider.current.value = String(T - view.getState().gridT);
          slider.current.setAttribute('aria-valuetext', said);
        }
        if (text.current) text.current.textContent = said;
      }),
    [],
  );
  return (
    <div className={styles.slider}>
      <span aria-hidden="true">noise</span>
      <input
        ref={slider}
        type="range"
        aria-label="t of all pictures"
        min={0}
        max={T}
        defaultValue={T - view.getState().gridT}
        onInput={(event) => lookAtT(T - event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <span aria-hidden="true">digit</span>
      <output ref={text} className={styles.t} />
    </div>
  );
}
