import { Suspense } from 'react';
import { lazyPart } from '../parts/lazyPart';
import { settled } from '../settled';
import type { Axis, Spot } from './series';
import styles from './Plot.module.css';

// Recharts is large: the page is alive before it has arrived.
const SpotChart = lazyPart(async () => {
  await settled;
  return import('./SpotChart');
});

interface Props {
  /** The plot in words. */
  label: string;
  spots: readonly Spot[];
  x: Axis;
  y: Axis;
  /** A level to compare with, and its name. */
  level: { readonly y: number; readonly name: string } | null;
}

/** Named points in a plane, and a level. */
export function SpotPlot({ label, ...chart }: Props) {
  return (
    <div className={styles.spots} role="img" aria-label={label}>
      <Suspense fallback={null}>
        <SpotChart {...chart} />
      </Suspense>
    </div>
  );
}
