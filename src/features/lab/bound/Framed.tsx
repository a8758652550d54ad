import { useEffect, useRef, type PointerEvent, type ReactNode } from 'react';
import { lookAtPlace, onPlace } from '../../../state/link/place';
import { seekByPointer } from '../seekByPointer';
import { boundPlace } from '../state/boundChart';
import lab from '../Lab.module.css';
import styles from './Framed.module.css';

interface Props {
  /** The chart in words. */
  label: string;
  tall?: boolean;
  children: ReactNode;
}

/** A chart with the place as a cursor over it, which never touches the chart. Dragging moves the place. */
export function Framed({ label, tall = false, children }: Props) {
  const cursor = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onPlace((state) => {
        if (cursor.current) cursor.current.style.left = `${(100 * boundPlace(state).share).toFixed(2)}%`;
      }),
    [],
  );
  const seek = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    lookAtPlace((1000 * (event.clientX - box.left)) / box.width);
  };
  return (
    <div className={styles.plot} data-tall={tall} role="img" aria-label={label}>
      {children}
      <div className={styles.area} {...seekByPointer(seek)}>
        <span ref={cursor} className={lab.cursor} />
      </div>
    </div>
  );
}
