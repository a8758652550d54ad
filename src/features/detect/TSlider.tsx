import { useEffect, useRef } from 'react';
import { moveDetectT, onPicture } from './state/picture';
import { released } from '../../state/link/url';
import { view } from '../../state/link/view';
import styles from './Detect.module.css';

/** How far everything on the page is noised before the network is asked. */
export function TSlider() {
  const slider = useRef<HTMLInputElement>(null);
  const text = useRef<HTMLOutputElement>(null);
  useEffect(
    () =>
      onPicture(() => {
        const { detectT } = view.getState();
        const said = `t = ${detectT}`;
        if (slider.current) {
          slider.current.value = String(detectT);
          slider.current.setAttribute('aria-valuetext', said);
        }
        if (text.current) text.current.textContent = said;
      }),
    [],
  );
  return (
    <div className={styles.slider}>
      <span aria-hidden="true">noise to</span>
      <input
        ref={slider}
        type="range"
        aria-label="t that the picture is noised to"
        min={1}
        max={1000}
        defaultValue={view.getState().detectT}
        onInput={(event) => moveDetectT(event.currentTarget.valueAsNumber)}
        onPointerUp={released}
        onKeyUp={released}
      />
      <output ref={text} className={styles.t} />
    </div>
  );
}
