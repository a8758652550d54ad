import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Eraser, Pencil, Undo2 } from 'lucide-react';
import {
  cellCentre,
  clearSheet,
  drawing,
  drawStrokes,
  FIRST_CELL,
  keepStroke,
  moveCell,
  redoStroke,
  strokeOf,
  takeDrawing,
  undoStroke,
} from '../../state/drawing';
import type { Cell, Point, Stroke, Tool } from '../../state/drawing';
import { Button, Segmented } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { PixelCanvas } from '../../ui/PixelCanvas';
import type { Draw } from '../../ui/PixelCanvas';
import styles from './DrawPad.module.css';

const SIDE = 28;

/** The sheet: a pen for mouse, touch and stylus, and a cell cursor for the keyboard. */
function Sheet({ tool }: { tool: Tool }) {
  const draw = useRef<Draw>(() => undefined);
  const current = useRef<Stroke | null>(null);
  const [cell, setCell] = useState<Cell>(FIRST_CELL);
  const [down, setDown] = useState(false);

  const repaint = useCallback(() => {
    const { strokes } = drawing.getState();
    draw.current(drawStrokes(current.current ? [...strokes, current.current] : strokes));
  }, []);
  const feed = useCallback(
    (paint: Draw) => {
      draw.current = paint;
      repaint();
      return drawing.subscribe(repaint);
    },
    [repaint],
  );
  const extend = (points: readonly Point[]) => {
    if (!current.current) return;
    current.current = { ...current.current, points: [...current.current.points, ...points] };
    repaint();
  };
  const begin = (point: Point) => {
    current.current = strokeOf(tool, point);
    repaint();
  };
  const finish = () => {
    if (current.current) keepStroke(current.current);
    current.current = null;
    setDown(false);
  };
  const pointOf = (event: { clientX: number; clientY: number }, box: DOMRect): Point => ({
    x: ((event.clientX - box.left) / box.width) * SIDE,
    y: ((event.clientY - box.top) / box.height) * SIDE,
  });

  const onKey = (event: React.KeyboardEvent) => {
    const next = moveCell(cell, event.key, event.shiftKey ? 4 : 1);
    if (next) {
      setCell(next);
      if (down) extend([cellCentre(next)]);
    } else if (event.key === ' ') {
      if (down) finish();
      else {
        begin(cellCentre(cell));
        setDown(true);
      }
    } else return;
    event.preventDefault();
  };

  return (
    <div
      className={styles.sheet}
      role="application"
      tabIndex={0}
      aria-label={`Drawing sheet, 28 by 28 cells. Arrows move the cursor, Space puts the pen down and lifts it. Column ${cell.column + 1}, row ${cell.row + 1}, ${tool} ${down ? 'down' : 'up'}.`}
      onKeyDown={onKey}
      onBlur={finish}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        begin(pointOf(event, event.currentTarget.getBoundingClientRect()));
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const box = event.currentTarget.getBoundingClientRect();
        // Only secure pages are told of the points between two events.
        const { nativeEvent } = event;
        const parts = 'getCoalescedEvents' in nativeEvent ? nativeEvent.getCoalescedEvents() : [];
        extend((parts.length > 0 ? parts : [nativeEvent]).map((part) => pointOf(part, box)));
      }}
      onPointerUp={finish}
      onPointerCancel={finish}
    >
      <PixelCanvas label="Your drawing" feed={feed} />
      <span
        className={styles.cell}
        data-down={down}
        style={{ left: `${(100 * cell.column) / SIDE}%`, top: `${(100 * cell.row) / SIDE}%` }}
      />
    </div>
  );
}

/** Draw a digit of your own. Nothing changes on the stage until it is used. */
export function DrawPad({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [tool, setTool] = useState<Tool>('pen');
  const blank = useStore(drawing, (state) => state.strokes.length === 0);
  useEffect(() => {
    if (!open) return;
    const keys = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (!(event.ctrlKey || event.metaKey) || (key !== 'z' && key !== 'y')) return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redoStroke();
      else undoStroke();
    };
    addEventListener('keydown', keys);
    return () => removeEventListener('keydown', keys);
  }, [open]);
  return (
    <Dialog title="Draw a digit" open={open} onClose={onClose}>
      <div className={styles.bar}>
        <Segmented
          label="Tool"
          value={tool}
          options={[
            {
              value: 'pen',
              label: (
                <>
                  <Pencil size={15} aria-hidden="true" />
                  &nbsp;Pen
                </>
              ),
            },
            {
              value: 'eraser',
              label: (
                <>
                  <Eraser size={15} aria-hidden="true" />
                  &nbsp;Eraser
                </>
              ),
            },
          ]}
          onChange={setTool}
        />
        <Button onClick={undoStroke} title="Undo the last stroke (Ctrl Z)">
          <Undo2 size={16} aria-hidden="true" /> Undo
        </Button>
        <Button onClick={clearSheet} disabled={blank}>
          Clear
        </Button>
      </div>
      <Sheet tool={tool} />
      <p className={styles.note}>
        With the keyboard: arrows move, Space puts the pen down and lifts it. The digit is centred as MNIST’s
        are.
      </p>
      <div className={styles.bar}>
        <Button
          look="primary"
          disabled={blank}
          onClick={() => {
            if (takeDrawing()) onClose();
          }}
        >
          Use this digit
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
