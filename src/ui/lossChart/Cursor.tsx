import { formatCount } from '../../diffusion/numbers/formatCount';
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { LossReader } from '../../diffusion/training/lossSeries';
import { formatLoss, place } from './axis';
import { fitted, scaled, showing, type UpdateRange } from './updateRange';
import type { ShownLines } from './shownLines';
import type { Axis } from '../chart/series';
import { TEXTS } from './texts';
import styles from './Cursor.module.css';

/** A drag of at least so many CSS pixels selects a range. */
const DRAG = 6;

interface Props {
  label: string;
  series: LossReader;
  shown: ShownLines;
  range: UpdateRange;
  /** Where the axis ends when the whole run is shown. */
  end: number;
  axis: Axis;
  onRange: (range: UpdateRange | undefined) => void;
}

type Line = Exclude<keyof ShownLines, 'log'>;

interface Reading {
  readonly line: Line;
  readonly value: string;
  /** Says which update the value is of, where it is another one. */
  readonly since?: string;
}

/** The losses that are shown, at an update. */
function readings(series: LossReader, shown: ShownLines, update: number): Reading[] {
  const { epsilon, smooth, trained, learningRate } = series.at(update);
  const heldOut = series.heldOutUpTo(update);
  const all: Reading[] = [];
  const put = (on: boolean, line: Line, value: number, of = update) =>
    on &&
    all.push({ line, value: formatLoss(value), ...(of !== update && { since: TEXTS.at(formatCount(of)) }) });
  put(shown.raw, 'raw', epsilon);
  put(shown.smooth, 'smooth', smooth);
  if (heldOut) put(shown.heldOut, 'heldOut', heldOut.loss, heldOut.update);
  put(shown.trained, 'trained', trained);
  put(shown.rate, 'rate', learningRate);
  return all;
}

/** Reads the losses under the pointer or by keys, and selects a range. It lies over the lines and never redraws them. */
export function Cursor({ label, series, shown, range, end, axis, onRange }: Props) {
  const [at, setAt] = useState<number>();
  const [drag, setDrag] = useState<{ from: number; to: number }>();
  const start = useRef<{ x: number; update: number } | undefined>(undefined);
  const { from, to } = range;
  const last = Math.max(1, series.length);
  const share = (update: number) => (update - from) / (to - from);
  const percent = (update: number) => `${(100 * Math.min(1, Math.max(0, share(update)))).toFixed(3)}%`;

  const updateAt = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const across = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    return Math.round(from + across * (to - from));
  };
  const read = (update: number) => setAt(Math.min(last, Math.max(1, update)));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const current = at ?? Math.min(last, Math.max(1, Math.round((from + to) / 2)));
    const step = Math.max(1, Math.round((to - from) / (event.shiftKey ? 20 : 200)));
    const moves: Partial<Record<string, number>> = {
      ArrowRight: current + step,
      ArrowUp: current + step,
      ArrowLeft: current - step,
      ArrowDown: current - step,
      PageUp: current + Math.ceil((to - from) / 10),
      PageDown: current - Math.ceil((to - from) / 10),
      Home: from,
      End: Math.min(to, last),
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const next = Math.min(last, Math.max(1, move));
      setAt(next);
      onRange(showing(range, next, end));
    } else if (event.key === '+' || event.key === '=') onRange(scaled(range, 0.5, current, end));
    else if (event.key === '-' || event.key === '_') onRange(scaled(range, 2, current, end));
    else if (event.key === '0') onRange(undefined);
    else if (event.key === 'Escape' && (drag || at !== undefined)) {
      start.current = undefined;
      setDrag(undefined);
      setAt(undefined);
    } else return;
    event.preventDefault();
  };

  const release = (event: PointerEvent) => {
    if (drag && start.current && event.type === 'pointerup')
      onRange(fitted(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to), end));
    start.current = undefined;
    setDrag(undefined);
  };

  const numbers = at === undefined ? [] : readings(series, shown, at);
  const reading = numbers
    .map(({ line, value, since = '' }) => `${TEXTS.lines[line]} ${value}${since}`)
    .join(', ');
  const height = at === undefined ? NaN : place(series.at(at).smooth, axis);
  const inside = at !== undefined && at >= from && at <= to && series.length > 0;

  return (
    <div
      className={styles.area}
      tabIndex={0}
      role="slider"
      aria-label={label}
      aria-description={TEXTS.keys}
      aria-valuemin={1}
      aria-valuemax={last}
      aria-valuenow={at ?? last}
      aria-valuetext={
        at === undefined ? TEXTS.updates(formatCount(series.length)) : TEXTS.reading(formatCount(at), reading)
      }
      onKeyDown={onKeyDown}
      onFocus={() => {
        // The value must stand still, or a screen reader would speak with each update.
        if (at === undefined) read(Math.min(last, to));
      }}
      onBlur={() => setAt(undefined)}
      onDoubleClick={() => onRange(undefined)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        start.current = { x: event.clientX, update: updateAt(event) };
        read(updateAt(event));
      }}
      onPointerMove={(event) => {
        const update = updateAt(event);
        read(update);
        if (start.current && (drag ?? Math.abs(event.clientX - start.current.x) >= DRAG))
          setDrag({ from: start.current.update, to: update });
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onPointerLeave={(event) => {
        if (!start.current && document.activeElement !== event.currentTarget) setAt(undefined);
      }}
    >
      {drag && (
        <div
          className={styles.selection}
          style={{
            left: percent(Math.min(drag.from, drag.to)),
            right: `${100 - parseFloat(percent(Math.max(drag.from, drag.to)))}%`,
          }}
        />
      )}
      {inside && (
        <div
          className={styles.cursor}
          style={{ left: percent(at) }}
          data-side={share(at) > 0.5 ? 'left' : 'right'}
        >
          {shown.smooth && height >= 0 && height <= 1 && (
            <i className={styles.dot} style={{ bottom: `${(100 * height).toFixed(2)}%` }} />
          )}
          <div className={styles.tip} data-place={height > 0.5 ? 'bottom' : 'top'}>
            {drag ? (
              <b>
                {formatCount(Math.min(drag.from, drag.to))} – {formatCount(Math.max(drag.from, drag.to))}
              </b>
            ) : (
              <b>{TEXTS.update(formatCount(at))}</b>
            )}
            {!drag &&
              numbers.map(({ line, value, since }) => (
                <span key={line} data-line={line}>
                  {TEXTS.lines[line]} <b>{value}</b>
                  {since}
                </span>
              ))}
          </div>
        </div>
      )}
    </div>
  );
}
