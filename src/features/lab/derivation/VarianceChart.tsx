import { useEffect, useRef, type PointerEvent } from 'react';
import { chainVariances } from '../../../diffusion/derivation/variances';
import { lookAtPlace } from '../../../state/link/place';
import { view } from '../../../state/link/view';
import { linePath } from '../../../ui/svgPath';
import { seekByPointer } from '../seekByPointer';
import { derivationSchedule, derivationT, onDerivation } from '../state/derivation';
import { SIDE } from './curves';
import { TEXTS } from './texts';
import lab from '../Lab.module.css';
import picture from './LinePicture.module.css';
import styles from './VarianceChart.module.css';

const { root } = TEXTS;

/** Variances of x_t with the factor and without, of data with variance 1. */
export const VARIANCES = chainVariances(derivationSchedule, 1);

const { T } = derivationSchedule;
/** Upper end of the axis. */
const TOP = 12;
const TIMES = Array.from({ length: 101 }, (_, i) => T - 10 * i);

const path = (values: Float64Array): string =>
  linePath(
    TIMES,
    (t) => SIDE * (1 - t / T),
    (t) => SIDE * (1 - values[t] / TOP),
  );

/** Both variances over t, noise on the left. Dragging moves t. */
export function VarianceChart() {
  const cursor = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        const t = derivationT(view.getState());
        if (cursor.current) cursor.current.style.left = `${100 * (1 - t / T)}%`;
      }),
    [],
  );
  const seek = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    lookAtPlace((1000 * (event.clientX - box.left)) / box.width);
  };
  return (
    <div className={picture.picture}>
      <div className={styles.chart}>
        {[0, 4, 8, 12].map((value) => (
          <span key={value} className={styles.value} style={{ bottom: `${(100 * value) / TOP}%` }}>
            {value}
          </span>
        ))}
        <div className={styles.plot} role="img" aria-label={root.picture} {...seekByPointer(seek)}>
          <svg viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none" aria-hidden="true">
            {[4, 8].map((value) => (
              <path key={value} className={styles.grid} d={`M0 ${SIDE * (1 - value / TOP)}H${SIDE}`} />
            ))}
            <path data-tone="b" d={path(VARIANCES.kept)} />
            <path data-tone="c" d={path(VARIANCES.grown)} />
          </svg>
          <span ref={cursor} className={lab.cursor} />
        </div>
      </div>
      <div className={picture.ticks} aria-hidden="true">
        {[1000, 750, 500, 250, 0].map((t) => (
          <span key={t} style={{ left: `${100 * (1 - t / T)}%` }}>
            {t === 500 ? 't = 500' : t}
          </span>
        ))}
      </div>
      <p className={picture.key}>
        <span data-tone="b">{root.kept}</span>
        <span data-tone="c">{root.grown}</span>
      </p>
    </div>
  );
}
