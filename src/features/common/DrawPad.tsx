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
  takeDrawing,
  undoStroke,
  type Stroke,
  type Tool,
} from '../../state/picture/drawing';
import { Button, Segmented } from '../../ui/controls';
import { Dialog } from '../../ui/Dialog';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { BrushField } from './BrushField';
import styles from './DrawPad.module.css';

const TOOLS = (
  [
    ['pen', 'Pen', Pencil],
    ['eraser', 'Eraser', Eraser],
  ] as const
).map(([value, name, Icon]) => ({
  value,
  label: (
    <>
      <Icon size={15} aria-hidden="true" />
      &nbsp;{name}
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
        label="Drawing sheet"
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
        <PixelCanvas label="Your drawing" feed={feed} />
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
    <Dialog title={anything?.title ?? 'Draw a digit'} open={open} onClose={onClose}>
      <div className={styles.bar}>
        <Segmented label="Tool" value={tool} options={TOOLS} onChange={setTool} />
        <Button onClick={undoStroke} disabled={!canUndo} title="Undo the last stroke (Ctrl Z)">
          <Undo2 size={16} aria-hidden="true" /> Undo
        </Button>
        <Button onClick={clearSheet} disabled={blank}>
          Clear
        </Button>
      </div>
      <Sheet tool={tool} />
      <p className={styles.note}>
        With the keyboard: arrows move, Space puts the pen down and lifts it.{' '}
        {anything ? 'The drawing' : 'The digit'} is centred as MNIST’s are.
      </p>
      <div className={styles.bar}>
        <Button
          look="primary"
          disabled={blank && !anything}
          onClick={() => {
            if (takeDrawing(anything !== undefined)) onClose();
          }}
        >
          {anything?.use ?? 'Use this digit'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </Dialog>
  );
}
