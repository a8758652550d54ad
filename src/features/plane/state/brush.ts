import { BRUSH_LIMITS, formatStrokes, thinned, type PlaneStroke } from '../../../state/link/planeShapes';
import { patchView } from '../../../state/link/view';
import { draft, strokes } from './law';

/** The line that is being drawn. */
let line: PlaneStroke = [];
let before: readonly PlaneStroke[] = [];

/** Begins a line at a place. @returns whether there was room for it */
export function beginLine(x: number, y: number): boolean {
  before = strokes();
  line = [x, y];
  return extendLine(x, y);
}

/** Draws on to a place. @returns whether there was room for it */
export function extendLine(x: number, y: number): boolean {
  const next = thinned([...line, x, y]);
  const all = [...before, next];
  const places = all.reduce((sum, stroke) => sum + stroke.length / 2, 0);
  if (places > BRUSH_LIMITS.places) return false;
  line = next;
  draft.setState({ strokes: formatStrokes(all) });
  return true;
}

/** Takes the line as part of the view's drawing. */
export function endLine(): void {
  const { strokes: drawn } = draft.getState();
  if (drawn === null) return;
  // The view first: between the two the law stays what it is.
  patchView({ planeBrush: drawn });
  draft.setState({ strokes: null });
}
