import { useCallback, useEffect, useRef } from 'react';
import { observeSize, type Size } from '../observeSize';
import { PlotLines } from './PlotLines';
import { clampedShare, type Axis, type Series, type Tone } from './series';
import styles from './Plot.module.css';

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
  /** Whether the cursor's marks go without their values, which stand elsewhere. */
  bare?: boolean;
}

/** A plot over t. The chart is drawn once; the cursor is an overlay that never touches it. Drag to seek. */
export function Plot(props: Props) {
  const { label, series, axis, max, wash, format, feedPosition, onSeek, onRelease, bare = false } = props;
  const area = useRef<HTMLDivElement>(null);
  const cursor = useRef<HTMLDivElement>(null);
  const hover = useRef<HTMLDivElement>(null);
  const size = useRef<Size>({ width: 0, height: 0 });

  const place = useCallback(
    (element: HTMLElement | null, t: number, print: (value: number) => string) => {
      if (element) placeCursor(element, size.current, { t, max, series, axis, print });
    },
    [series, axis, max],
  );

  useEffect(() => {
    if (!area.current) return;
    let at = 0;
    const stops = [
      observeSize(area.current, (next) => {
        size.current = next;
        place(cursor.current, at, format);
      }),
      feedPosition((t) => {
        at = t;
        place(cursor.current, t, format);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [feedPosition, place, format]);

  const tAt = (event: React.PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * max);
  };
  const marks = series.map(({ name, tone }) => (
    <span key={name} className={styles.mark} data-tone={tone}>
      {!bare && <b className={styles.value} />}
    </span>
  ));

  return (
    <div className={styles.plot} role="img" aria-label={label}>
      {wash && <div className={styles.wash} data-tone={wash} />}
      <PlotLines series={series} axis={axis} max={max} />
      <div
        ref={area}
        className={styles.area}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onSeek(tAt(event));
        }}
        onPointerMove={(event) => {
          const t = tAt(event);
          if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(t);
          else if (hover.current) {
            hover.current.hidden = false;
            place(hover.current, t, (value) => `t = ${t}: ${format(value)}`);
          }
        }}
        onPointerLeave={() => {
          if (hover.current) hover.current.hidden = true;
        }}
        onPointerUp={onRelease}
        onPointerCancel={onRelease}
      >
        <div ref={cursor} className={styles.cursor}>
          {marks}
        </div>
        <div ref={hover} className={styles.hover} hidden>
          {marks}
        </div>
      </div>
    </div>
  );
}

interface Reading {
  t: number;
  max: number;
  series: readonly Series[];
  axis: Axis;
  print: (value: number) => string;
}

/**
 * Moves a cursor and its marks to t, by transforms alone. A label stands on the side where there is room, above or
 * below the line.
 */
function placeCursor(
  cursor: HTMLElement,
  { width, height }: Size,
  { t, max, series, axis, print }: Reading,
): void {
  cursor.style.transform = `translateX(${((width * t) / max).toFixed(2)}px)`;
  const left = t > 0.62 * max;
  cursor.dataset.side = left ? 'left' : 'right';
  let above = 2;
  series.forEach(({ values }, i) => {
    const mark = cursor.children[i] as HTMLElement | undefined;
    if (!mark) return;
    const value = values[t];
    mark.hidden = !Number.isFinite(value);
    const at = clampedShare(value, axis);
    mark.style.transform = `translateY(${(-height * at).toFixed(2)}px)`;
    const rising = values[Math.min(max, t + 20)] > values[Math.max(1, t - 20)];
    mark.dataset.place = placeOf(at, rising, left, Math.abs(at - above) < 0.2);
    above = at;
    const text = mark.firstElementChild;
    if (text) text.textContent = print(value);
  });
}

/** Where a mark's label stands clear of its line and inside the plot. `crowded`: another mark is just above or below. */
function placeOf(at: number, rising: boolean, left: boolean, crowded: boolean): string {
  if (at > 0.16 && crowded) return 'below';
  // The line is on the label's side above the mark: the label goes below it, or well above where there is no room.
  if (rising !== left) return at > 0.2 ? 'below' : 'high';
  return at > 0.82 ? 'beside' : 'above';
}
