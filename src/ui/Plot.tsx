import { lazy, Suspense, useEffect, useRef } from 'react';
import styles from './Plot.module.css';

export type Tone = 'signal' | 'noise' | 'plain';

export interface Series {
  /** Also what the cursor's label is told apart by. */
  name: string;
  tone: Tone;
  /** One value for each t = 0 ... max; NaN is left out. */
  values: Float64Array;
  dashed?: boolean;
  /** Fills the area below. */
  filled?: boolean;
}

export interface Axis {
  min: number;
  max: number;
  ticks: readonly number[];
  log?: boolean;
  format: (value: number) => string;
}

interface Props {
  /** The plot in words. */
  label: string;
  series: readonly Series[];
  axis: Axis;
  max: number;
  /** Background of the whole plot, where the other share of a whole is meant. */
  wash?: Tone;
  format: (value: number) => string;
  feedPosition: (move: (t: number) => void) => () => void;
  onSeek: (t: number) => void;
  onRelease: () => void;
}

// Recharts is large: the page is alive before it has arrived.
const PlotChart = lazy(() => import('./PlotChart'));

/** Height share (0 bottom, 1 top) of a value on an axis. */
export function share(value: number, { min, max, log }: Axis): number {
  const at = log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, at));
}

/** A plot over t. The chart is drawn once; the cursor is an overlay that never touches it. Drag to seek. */
export function Plot({ label, series, axis, max, wash, format, feedPosition, onSeek, onRelease }: Props) {
  const area = useRef<HTMLDivElement>(null);
  const hover = useRef<HTMLDivElement>(null);

  useEffect(
    () =>
      feedPosition((t) => {
        if (!area.current) return;
        place(area.current.children[0] as HTMLElement, t, series, axis, max, format);
      }),
    [feedPosition, series, axis, max, format],
  );

  const tAt = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * max);
  };

  return (
    <div className={styles.plot} role="img" aria-label={label}>
      {wash && <div className={styles.wash} data-tone={wash} />}
      <Suspense fallback={null}>
        <PlotChart series={series} axis={axis} max={max} />
      </Suspense>
      <div
        ref={area}
        className={styles.area}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          onSeek(tAt(event));
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(tAt(event));
          else if (hover.current) {
            hover.current.hidden = false;
            place(
              hover.current,
              tAt(event),
              series,
              axis,
              max,
              (value) => `t = ${tAt(event)}: ${format(value)}`,
            );
          }
        }}
        onPointerLeave={() => {
          if (hover.current) hover.current.hidden = true;
        }}
        onPointerUp={onRelease}
      >
        <Cursor series={series} />
        <div ref={hover} className={styles.hover} hidden>
          <Cursor series={series} inner />
        </div>
      </div>
    </div>
  );
}

function Cursor({ series, inner = false }: { series: readonly Series[]; inner?: boolean }) {
  const marks = series.map(({ name, tone }) => (
    <span key={name} className={styles.mark} data-tone={tone}>
      <b className={styles.value} />
    </span>
  ));
  return inner ? marks : <div className={styles.cursor}>{marks}</div>;
}

/** Moves a cursor and its marks to t. A label stands on the side where there is room, above or below the line. */
function place(
  cursor: HTMLElement,
  t: number,
  series: readonly Series[],
  axis: Axis,
  max: number,
  format: (value: number) => string,
): void {
  cursor.style.left = `${(100 * t) / max}%`;
  cursor.dataset.side = t > 0.62 * max ? 'left' : 'right';
  let above = 2;
  series.forEach(({ values }, i) => {
    const mark = cursor.children[i] as HTMLElement | undefined;
    if (!mark) return;
    const value = values[t];
    mark.hidden = !Number.isFinite(value);
    const at = share(value, axis);
    mark.style.bottom = `${100 * at}%`;
    const rising = values[Math.min(max, t + 20)] > values[Math.max(0, t - 20)];
    // On the right of a falling line there is room above it, of a rising one below it; never off the plot.
    const below =
      (rising === (cursor.dataset.side === 'right') && at > 0.2) || at > 0.82 || Math.abs(at - above) < 0.2;
    mark.dataset.below = String(below && at > 0.16);
    above = at;
    const text = mark.firstElementChild;
    if (text) text.textContent = format(value);
  });
}
