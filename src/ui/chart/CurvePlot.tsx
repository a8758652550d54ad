import { Suspense } from 'react';
import { lazyPart } from '../parts/lazyPart';
import { settled } from '../settled';
import type { Axis, Curve } from './series';
import styles from './Plot.module.css';

// Recharts is large: the page is alive before it has arrived.
const CurveChart = lazyPart(async () => {
  await settled;
  return import('./CurveChart');
});

interface Props {
  /** The plot in words. */
  label: string;
  curves: readonly Curve[];
  x: Axis;
  y: Axis;
}

/** Measured curves, with their names and colours above. */
export function CurvePlot({ label, ...chart }: Props) {
  return (
    <>
      <ul className={styles.names}>
        {chart.curves.map(({ name, tone }) => (
          <li key={name} style={{ color: `var(--curve-${tone})` }}>
            {name}
          </li>
        ))}
      </ul>
      <div className={styles.spots} role="img" aria-label={label}>
        <Suspense fallback={null}>
          <CurveChart {...chart} />
        </Suspense>
      </div>
    </>
  );
}
