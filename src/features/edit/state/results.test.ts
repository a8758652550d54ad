import { beforeEach, describe, expect, it } from 'vitest';
import { patchView, view } from '../../../state/link/view';
import { SampleRun } from '../../../state/samples/sampleRun';
import { fillSheet, openEdit } from './edit.test-helper';
import {
  change,
  chosenTile,
  comparedStates,
  denoised,
  deviation,
  firstGuess,
  getSpread,
  invertedNoise,
  lookAtEditT,
  lookAtStrength,
  masked,
  meanPicture,
  moveBy,
  noisyPicture,
  result,
  shownState,
  shownStateT,
  subjectPicture,
} from './results';
import { allSheets, sheets } from './sheets';
import { getNoisy } from './subjects';

const { inpaint, denoise, inversion } = sheets;
const first = (picture: Float32Array | null | undefined): number | undefined => picture?.[0];

beforeEach(() => {
  for (const { store } of allSheets) store.setState({ plan: null, run: null, filled: 0 });
});

describe('a result', () => {
  it('is looked at near the slider’s t, as far as it has come', () => {
    openEdit({ edit: 'inpaint', fillSteps: 10, editT: 280 });
    expect([shownState(inpaint, 0), shownStateT(inpaint), result(inpaint, 0)]).toEqual([null, NaN, null]);
    fillSheet(inpaint, 4);
    expect(shownStateT(inpaint)).toBe(700);
    fillSheet(inpaint);
    expect(shownStateT(inpaint)).toBe(300);
    expect(first(shownState(inpaint, 2))).toBeCloseTo(0.72, 6);
    expect(shownState(inpaint, 6)).toBeNull();
  });

  it('is the network’s newest guess until its last state is here', () => {
    openEdit({ edit: 'inpaint', fillSteps: 10 });
    fillSheet(inpaint, 4);
    expect(first(result(inpaint, 1))).toBeCloseTo(-0.31, 6);
    expect(result(inpaint, 6)).toBeNull();
  });

  it('of an inversion is its noise, once that is whole', () => {
    openEdit({ edit: 'change', inversionSteps: 10 });
    fillSheet(inversion, 10);
    expect(invertedNoise(inversion, 0)).toBeNull();
    fillSheet(inversion);
    expect(first(invertedNoise(inversion, 0))).toBeCloseTo(1, 6);
  });

  it('is chosen among those that there are', () => {
    openEdit({ editTile: 5 });
    expect([chosenTile(12), chosenTile(3)]).toEqual([5, 2]);
  });
});

describe('the draws', () => {
  it('have a mean and a spread, made anew as more of them comes', () => {
    openEdit({ draws: 3, drawSteps: 10 });
    expect([getSpread(), change(), deviation(), denoised(null, 0)]).toEqual([null, null, null, null]);
    const run = fillSheet(denoise, 2);
    const spread = getSpread();
    expect(first(spread?.mean)).toBeCloseTo(-0.11, 6);
    expect(first(spread?.deviation)).toBeCloseTo(0.01 * Math.sqrt(2 / 3), 6);
    expect(first(deviation())).toBeCloseTo(2 * 0.01 * Math.sqrt(2 / 3) - 1, 6);
    expect(getSpread()).toBe(spread);
    run.filled = 1;
    expect(first(getSpread()?.mean)).toBeCloseTo(-0.01, 6);
  });

  it('are compared with the original, or with the noisy picture where nobody knows the original', () => {
    openEdit({ draws: 1, drawSteps: 10 });
    const run = fillSheet(denoise);
    const less = (picture: Float32Array | null) =>
      meanPicture()?.map((value, i) => value - (picture?.[i] ?? NaN));
    expect(change()).toEqual(less(subjectPicture()));
    expect(denoised(run, 11)).toEqual({ draw: run.x0HatFrame(10, 0), mean: meanPicture() });
    expect(firstGuess(run, true)).toEqual(run.x0HatFrame(0, 0));
    expect(firstGuess(run, false)).toBeNull();
    patchView({ damage: 'none' });
    expect(change()).toEqual(less(noisyPicture()));
  });
});

it('draws are compared some eight times on their way, and once they are there', () => {
  const at = (filled: number): number => {
    const run = new SampleRun('a run', 25, 1, 784);
    run.filled = filled;
    return comparedStates({ run, filled });
  };
  expect(Array.from({ length: 27 }, (_, filled) => at(filled))).toEqual([
    0, 1, 1, 1, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12, 16, 16, 16, 16, 20, 20, 20, 20, 24, 24, 26,
  ]);
});

it('a mask hides its missing pixels or its known ones', () => {
  const picture = new Float32Array(196).fill(1);
  const isPattern = (value: number): boolean => value < 1;
  const halves = (out: Float32Array) =>
    [out.subarray(0, 98), out.subarray(98)].map((half) => half.every(isPattern));
  expect(halves(masked(picture, 'missing', 'lower'))).toEqual([false, true]);
  expect(halves(masked(picture, 'known', 'lower'))).toEqual([true, false]);
  expect(masked(picture, 'missing', 'no mask')).toBe(picture);
});

describe('the slider', () => {
  it('ends where the results start', () => {
    openEdit({ edit: 'inpaint' });
    lookAtEditT(1200.4);
    expect(view.getState().editT).toBe(1000);
    openEdit({ edit: 'denoise', damageSigma: 0.5 });
    lookAtEditT(900);
    expect(view.getState().editT).toBe(getNoisy()?.t);
    // A step from beyond the start begins at the start.
    patchView({ editT: 900 });
    moveBy(10);
    expect(view.getState().editT).toBe((getNoisy()?.t ?? NaN) - 10);
    moveBy(1000);
    expect(view.getState().editT).toBe(0);
  });

  it('of strengths goes from one to the next', () => {
    openEdit({ edit: 'restyle', strength: 400 });
    lookAtStrength(560);
    expect(view.getState().strength).toBe(600);
    moveBy(1);
    expect(view.getState().strength).toBe(700);
    moveBy(-1000);
    expect(view.getState().strength).toBe(100);
  });
});
