import { expect, it } from 'vitest';
import { jump, patchView, redo, undo, view } from './view';

it('a jump is undone as a whole, and sliding is no step', () => {
  const at = () => {
    const { detectScore, detectT, seed } = view.getState();
    return [detectScore, detectT, seed];
  };
  patchView({ detectT: 310 });
  patchView({ seed: 5 });
  patchView({ detectT: 320 });
  jump({ detectScore: 'reconstruction', detectT: 200 });
  expect(at()).toEqual(['reconstruction', 200, 5]);
  undo();
  expect(at()).toEqual(['epsilon', 320, 5]);
  redo();
  expect(at()).toEqual(['reconstruction', 200, 5]);
  jump({ detectScore: 'reconstruction', detectT: 400 });
  undo();
  expect(at()).toEqual(['reconstruction', 200, 5]);
  undo();
  undo();
  // What is not a jump leaves the slider.
  expect(at()).toEqual(['epsilon', 320, 42]);
  redo();
  expect(at()).toEqual(['epsilon', 320, 5]);
});
