import { expect, it } from 'vitest';
import { jump, patchUnrecorded, patchView, redo, undo, view } from './view';

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

it('a correction that a jump brings about is part of it: one step leads back', () => {
  const stop = view.subscribe(({ steps }, before) => {
    if (steps !== before.steps) patchUnrecorded({ place: 0 });
  });
  const steps = () => view.temporal.getState().pastStates.length;
  const before = steps();
  patchView({ place: 700 });
  jump({ steps: 33, eta: 0.5 });
  expect(steps()).toBe(before + 1);
  undo();
  expect(view.getState()).toMatchObject({ steps: 1000, eta: 0 });
  stop();
});
