import { useState, type ReactNode } from 'react';
import { cellCentre, FIRST_CELL, moveCell, type Cell, type Point } from '../../../state/picture/drawing';
import { TEXTS } from '../texts';
import styles from './BrushField.module.css';

const SIDE = 28;

interface Props {
  /** What is drawn on, for those who cannot see it. */
  label: string;
  /** What the brush is called: `pen`. */
  tool: string;
  onBegin: (point: Point) => void;
  onExtend: (points: readonly Point[]) => void;
  onFinish: () => void;
  children: ReactNode;
}

const pointOf = (event: { clientX: number; clientY: number }, box: DOMRect): Point => ({
  x: ((event.clientX - box.left) / box.width) * SIDE,
  y: ((event.clientY - box.top) / box.height) * SIDE,
});

/** A field of 28 x 28 cells to draw on: with mouse, touch and stylus, and by a cell cursor with the keyboard. */
export function BrushField({ label, tool, onBegin, onExtend, onFinish, children }: Props) {
  const [cell, setCell] = useState<Cell>(FIRST_CELL);
  const [down, setDown] = useState(false);
  const finish = () => {
    onFinish();
    setDown(false);
  };
  const onKey = (event: React.KeyboardEvent) => {
    const next = moveCell(cell, event.key, event.shiftKey ? 4 : 1);
    if (next) {
      setCell(next);
      if (down) onExtend([cellCentre(next)]);
    } else if (event.key === ' ') {
      if (down) finish();
      else {
        onBegin(cellCentre(cell));
        setDown(true);
      }
    } else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles.field}
      role="application"
      data-first-focus
      tabIndex={0}
      aria-label={TEXTS.field(label, tool, cell.column + 1, cell.row + 1, down)}
      onKeyDown={onKey}
      onBlur={finish}
      onPointerDown={(event) => {
        // A second finger, or another button, draws nothing.
        if (!event.isPrimary || event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onBegin(pointOf(event, event.currentTarget.getBoundingClientRect()));
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const box = event.currentTarget.getBoundingClientRect();
        // Only secure pages are told of the points between two events.
        const { nativeEvent } = event;
        const parts = 'getCoalescedEvents' in nativeEvent ? nativeEvent.getCoalescedEvents() : [];
        onExtend((parts.length > 0 ? parts : [nativeEvent]).map((part) => pointOf(part, box)));
      }}
      onPointerUp={(event) => event.isPrimary && finish()}
      onPointerCancel={(event) => event.isPrimary && finish()}
    >
      {children}
      <span
        className={styles.cell}
        data-down={down}
        style={{ left: `${(100 * cell.column) / SIDE}%`, top: `${(100 * cell.row) / SIDE}%` }}
      />
    </div>
  );
}
