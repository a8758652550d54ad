import { expect, it } from 'vitest';
import { clearSheet, drawing, keepStroke, newStroke, openSheet, takeDrawing, undoStroke } from './drawing';
import { source } from './source';

const strokes = () => drawing.getState().strokes.length;
const show = (name: string): void =>
  source.setState(({ picture }) => ({ picture: { ...picture, source: name } }));

it('a drawing that was used leaves the sheet with the stage, and undo brings it back', () => {
  clearSheet();
  keepStroke(newStroke('pen', { x: 14, y: 14 }));
  show('train.7');
  openSheet();
  expect(strokes(), 'one that was not used yet stays').toBe(1);
  expect(takeDrawing()).toBe(true);
  show('px.a-drawing');
  openSheet();
  expect(strokes(), 'one that is on the stage stays').toBe(1);
  show('train.7');
  openSheet();
  expect(strokes()).toBe(0);
  undoStroke();
  expect(strokes()).toBe(1);
});
