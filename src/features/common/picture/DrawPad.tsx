import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { Eraser, Pencil, Undo2 } from 'lucide-react';
import {
  clearSheet,
  drawing,
  drawStrokes,
  keepStroke,
  redoStroke,
  newStroke,
  openSheet,
  takeDrawing,
  undoStroke,
  type Stroke,
  type Tool,
} from '../../../state/picture/drawing';
import { Button, Segmented } from '../../../ui/controls';
import { Dialog } from '../../../ui/Dialog';
import { PixelCanvas, type Draw } from '../../../ui/PixelCanvas';
import { BrushField } from './BrushField';
import { TEXTS } from '../texts';
import styles from './DrawPad.module.css';

const TOOLS = (
  [
    ['pen', Pencil],
    ['eraser', Eraser],
  ] as const
).map(([value, Icon]) => ({
  value,
  label: (
    <>
      <Icon size={15} aria-hidden="true" />
      &nbsp;{TEXTS.tools[value]}
    </>
  ),
}));

/** The sheet of the pen. */
function Sheet({ tool }: { tool: Tool }) {
  const draw = useRef<Draw>(() => undefined);
  const current = useRef<Stroke | null>(null);
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
  return (
    <div className={styles.sheet}>
      <BrushField
        label={TEXTS.sheet}
        tool={tool}
        onBegin={(point) => {
          current.current = newStroke(tool, point);
          repaint();
        }}
        onExtend={(points) => {
          if (!current.current) return;
          current.current = { ...current.current, points: [...current.current.points, ...points] };
          repaint();
        }}
        onFinish={() => {
          if (current.current) keepStroke(current.current);
          current.current = null;
        }}
      >
        <PixelCanvas label={TEXTS.drawing} feed={feed} />
      </BrushField>
    </div>
  );
}

interface Props {
  open: boolean;
  onClose: () => void;
  /** What is drawn need not be a digit: words that say so. An empty sheet is taken, too. */
  anything?: { readonly title: string; readonly use: string } | undefined;
}

/** Draw a digit of your own. Nothing changes on the stage until it is used. */
export function DrawPad({ open, onClose, anything }: Props) {
  const [tool, setTool] = useState<Tool>('pen');
  const blank = useStore(drawing, (state) => state.strokes.length === 0);
  const canUndo = useStore(drawing.temporal, (state) => state.pastStates.length > 0);
  useEffect(() => {
    if (!open) return;
    openSheet();
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
    <Dialog title={anything?.title ?? TEXTS.drawDigit} open={open} onClose={onClose}>
      <div className={styles.bar}>
        <Segmented label={TEXTS.tool} value={tool} options={TOOLS} onChange={setTool} />
        <Button onClick={undoStroke} disabled={!canUndo} title={TEXTS.undoTitle}>
          <Undo2 size={16} aria-hidden="true" /> {TEXTS.undo}
        </Button>
        <Button onClick={clearSheet} disabled={blank}>
          {TEXTS.clear}
        </Button>
      </div>
      <Sheet tool={tool} />
      <p className={styles.note}>
        <span className={styles.byKeys}>{TEXTS.byKeys}</span>
        <span className={styles.byFinger}>{TEXTS.byFinger}</span>
        {anything ? TEXTS.drawingCentred : TEXTS.digitCentred}
      </p>
      <div className={styles.bar}>
        <Button
          look="primary"
          disabled={blank && !anything}
          onClick={() => {
            if (takeDrawing(anything !== undefined)) onClose();
          }}
        >
          {anything?.use ?? TEXTS.useDigit}
        </Button>
        <Button onClick={onClose}>{TEXTS.cancel}</Button>
      </div>
    </Dialog>
  );
}
