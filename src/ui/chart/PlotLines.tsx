import { memo } from 'react';
import { bandPath, linePath } from '../svgPath';
import { share, type Axis, type Series, type Tone } from './series';
import styles from './PlotLines.module.css';

/** The drawing's own units, which are stretched to its box. */
const SIDE = 1000;
const SAMPLES = 250;

const colourOf = (tone: Tone): string =>
  tone === 'plain' ? 'var(--ink)' : tone.length > 1 ? `var(--${tone})` : `var(--curve-${tone})`;

interface Props {
  series: readonly Series[];
  axis: Axis;
  max: number;
}

/** Lines over t with grid and ticks: drawn when the data change, never when t does. */
export const PlotLines = memo(function PlotLines({ series, axis, max }: Props) {
  const times = Array.from({ length: SAMPLES + 1 }, (_, i) => Math.round((i * max) / SAMPLES));
  const x = (t: number): number => (SIDE * t) / max;
  const y = (value: number): number => SIDE * (1 - share(value, axis));
  return (
    <div className={styles.lines} aria-hidden="true">
      <svg className={styles.drawing} viewBox={`0 0 ${SIDE} ${SIDE}`} preserveAspectRatio="none">
        {axis.ticks.map((tick) => (
          <path key={tick} className={styles.grid} d={`M0 ${y(tick)}H${SIDE}`} />
        ))}
        {series.map(({ name, tone, values, dashed, dash = dashed ? '5 4' : undefined, filled }) => {
          const height = (t: number): number => y(values[t]);
          return (
            <g key={name} style={{ color: colourOf(tone) }}>
              {filled && <path className={styles.below} d={bandPath(times, x, () => SIDE, height)} />}
              <path className={styles.line} d={linePath(times, x, height)} strokeDasharray={dash} />
            </g>
          );
        })}
      </svg>
      {axis.ticks.map((tick) => (
        <span key={tick} className={styles.value} style={{ bottom: `${100 * share(tick, axis)}%` }}>
          {axis.format(tick)}
        </span>
      ))}
      {[0, 1, 2, 3, 4].map((quarter) => (
        <span key={quarter} className={styles.t} style={{ left: `${25 * quarter}%` }}>
          {(quarter * max) / 4}
        </span>
      ))}
    </div>
  );
});
