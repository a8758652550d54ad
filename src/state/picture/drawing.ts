import { cellCentre, FIRST_CELL, moveCell, type Cell } from '../../data/cellCursor';
import { centreByMass, drawStrokes, isBlank, PEN_RADIUS, type Point, type Stroke } from '../../data/ink';
import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { source, takePicture } from './source';

export type Tool = 'pen' | 'eraser';

interface DrawingState {
  strokes: readonly Stroke[];
  /** The strokes that were used last. */
  used: readonly Stroke[] | null;
}

/** The sheet of the drawing pad: its strokes, each one undo. */
export const drawing = createStore<DrawingState>()(
  temporal((): DrawingState => ({ strokes: [], used: null }), {
    limit: 200,
    partialize: ({ strokes }) => ({ strokes }),
    equality: (before, now) => before.strokes === now.strokes,
  }),
);

export { cellCentre, drawStrokes, FIRST_CELL, moveCell };
export type { Cell, Point, Stroke };

const ERASER_RADIUS = 2;

/** A new stroke of a tool, beginning at a point. */
export const newStroke = (tool: Tool, point: Point): Stroke =>
  tool === 'pen'
    ? { points: [point], radius: PEN_RADIUS }
    : { points: [point], radius: ERASER_RADIUS, erase: true };

/** Keeps a finished stroke. */
export function keepStroke(stroke: Stroke): void {
  drawing.setState(({ strokes }) => ({ strokes: [...strokes, stroke] }));
}

export function clearSheet(): void {
  if (drawing.getState().strokes.length > 0) drawing.setState({ strokes: [] });
}

/** A drawing that was used stands on the sheet only as long as it is on the stage; undo brings it back. */
export function openSheet(): void {
  const { strokes, used } = drawing.getState();
  if (strokes === used && !source.getState().picture.source.startsWith('px.')) clearSheet();
}

export const undoStroke = (): void => drawing.temporal.getState().undo();
export const redoStroke = (): void => drawing.temporal.getState().redo();

/**
 * Puts the drawing on the stage, centred as MNIST's digits are. Returns whether there was one.
 * @param canBeBlank whether an empty sheet is a picture, too
 */
export function takeDrawing(canBeBlank = false): boolean {
  const { strokes } = drawing.getState();
  const ink = drawStrokes(strokes);
  if (isBlank(ink) && !canBeBlank) {
    notify({ kind: 'warning', text: TEXTS.emptySheet });
    return false;
  }
  drawing.setState({ used: strokes });
  takePicture(centreByMass(ink));
  return true;
}
