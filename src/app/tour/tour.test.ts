// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import { initialView } from '../../state/link/codec';
import { patchView, view } from '../../state/link/view';
import { STOPS } from './stops';
import { connectTour, goToStop, leaveTour, startTour, tour } from './tour';

const DRAW = 2;
const TRAIN = 4;

beforeEach(() => {
  leaveTour();
  view.setState(initialView());
});

it('gives back the settings that its stops made, but not those that the reader changed', () => {
  patchView({ seed: 5, guidance: 2 });
  startTour();
  goToStop(DRAW);
  expect(view.getState()).toMatchObject({ mode: 'reverse', sampler: 'ddim', steps: 50, seed: 7 });
  patchView({ seed: 8 });
  leaveTour();
  expect(view.getState()).toMatchObject({
    mode: 'forward',
    sampler: 'ddpm',
    steps: 1000,
    seed: 8,
    guidance: 2,
  });
  expect(tour.getState().at).toBeNull();
});

it('ends in Train, whose settings stay because a training may be running; those of other views go back', () => {
  const before = { trainNetwork: 'small', aSteps: 40, sampler: 'ddpm' } as const;
  patchView(before);
  startTour();
  for (let at = 1; at <= TRAIN; at++) goToStop(at);
  expect(view.getState()).toMatchObject({ page: 'train', comparing: true, aSteps: 2, sampler: 'ddim' });
  goToStop(STOPS.length);
  expect(view.getState()).toMatchObject({
    ...before,
    page: 'train',
    comparing: false,
    trainNetwork: 'tiny',
  });
  expect(tour.getState().at).toBe(STOPS.length);
});

it('ticks the second stop when the reader’s own digit is back, not when the run begins', () => {
  const { isDone } = STOPS[1];
  const state = { ...initialView(), source: 'px.abc', mode: 'denoise', from: 300 } as const;
  expect(isDone?.({ ...state, t: 297 })).toBe(false);
  expect(isDone?.({ ...state, t: 0 })).toBe(true);
  expect(isDone?.({ ...state, source: 'train.7', t: 0 })).toBe(false);
});

it('keeps a stop ticked, whatever the reader does next', () => {
  const stop = connectTour();
  startTour();
  expect(tour.getState().done.has(0)).toBe(false);
  patchView({ t: 950 });
  patchView({ t: 100, source: 'px.abc' });
  expect(tour.getState().done.has(0)).toBe(true);
  stop();
});

it('gives its place to a chapter of the lecture, and takes that of one', () => {
  const stop = connectTour();
  startTour();
  patchView({ chapter: 'undo' });
  expect(tour.getState().at).toBeNull();
  startTour();
  expect(tour.getState().at).toBe(0);
  expect(view.getState().chapter).toBe('');
  stop();
});
