import { useEffect, useRef, type PointerEvent } from 'react';
import { SIDES, type Side } from '../../../diffusion/bugs/names';
import { lookAtPlace, onPlace } from '../../../state/link/place';
import { SIDE } from '../derivation/curves';
import { seekByPointer } from '../seekByPointer';
import lab from '../Lab.module.css';
import styles from './Plot.module.css';

/** A number of an axis, and where it stands, 0 ... 1. */
interface Tick {
  readonly at: number;
  readonly text: string;
}

interface Props {
  title: string;
  /** The picture in words. */
  label: string;
  /** Below the picture, and beside it. */
  ticks: readonly Tick[];
  marks?: readonly Tick[];
  /** SVG paths in a square of SIDE, for a place of the slider. */
  pathsAt: (place: number) => Readonly<Record<Side, string>>;
  /** Lines over time, on which one drags the place; or areas. */
  look: 'line' | 'area';
}

/** Something of both programs in one picture, drawn outside React. */
export function Plot({ title, label, ticks, marks = [], pathsAt, look }: Props) {
  const plot = useRef<HTMLDivElement>(null);
  useEffect(
    () =>
      onPlace(({ place }) => {
        const paths = pathsAt(place);
        for (const side of SIDES) {
          const path = plot.current?.querySelector(`[data-side='${side}']`);
          if (path && path.getAttribute('d') !== paths[side]) path.setAttribute('d', paths[side]);
        }
        const cursor = plot.current?.querySelector<HTMLElement>('span');
        if (cursor) cursor.style.left = `${place / 10}%`;
      }),
    [pathsAt],
  );
  const seek = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    lookAtPlace((1000 * (event.clientX - box.left)) / box.width);
  };
  return (
    <figure className={styles.figure}>
      <figcaption>{title}</figcaption>
      <div className={styles.chart}>
        {marks.map(({ at, text }) => (
          <span key={text} className={styles.mark} style={{ bottom: `${100 * at}%` }} aria-hidden="true">
            {text}
          </span>
        ))}
        <div
          ref={plot}
          className={styles.plot}
          data-look={look}
          role="img"
          aria-label={label}
          {...(look === 'line' && seekByPointer(seek))}
        >
          <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" aria-hidden="true">
            {marks.map(({ at, text }) => (
              <path key={text} className={styles.grid} d={`M0 ${SIDE * (1 - at)}H${SIDE}`} />
            ))}
            <path data-side="wrong" />
            <path data-side="right" />
          </svg>
          {look === 'line' && <span className={lab.cursor} />}
        </div>
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {ticks.map(({ at, text }) => (
          <span key={text} style={{ left: `${100 * at}%` }} data-end={at === 0 || at === 1 ? at : undefined}>
            {text}
          </span>
        ))}
      </div>
    </figure>
  );
}
