import { useEffect, useRef } from 'react';
import { onEdit } from './state/editing';
import { lookAtEditT, shownStateT } from './state/results';
import type { Sheet } from '../../state/samples/sheet';
import { released } from '../../state/link/url';
import { view } from '../../state/link/view';
import styles from './Edit.module.css';

interface Props {
  sheet: Sheet;
  /** t where the way back begins. */
  from: number;
}

/** The t at which all results are looked at: on the left where the network took over, on the right the results. */
export function TSlider({ sheet, from }: Props) {
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onEdit(() => {
        const t = shownStateT(sheet);
        const said = Number.isNaN(t) ? 'not computed yet' : `t = ${t}`;
        if (slider.current) {
          slider.current.value = String(from - Math.min(from, view.getState().editT));
          slider.current.setAttribute('aria-valuetext', said);
        }
        if (text.current) text.current.textContent = said;
      }),
    [sheet, from],
  );
  return (
    <div className={styles.slider}>
      <span aria-hidden="true">t = {from}</span>
      <input
        ref={slider}
        type="range"
        aria-label="t of all results"
        min={0}
        max={from}
        defaultValue={from - view.getState().editT}
        onInput={(event) => lookAtEditT(from - event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <span aria-hidden="true">t = 0</span>
      <output ref={text} className={styles.t} />
    </div>
  );
}
