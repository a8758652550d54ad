import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mixtureDensity, TWO_MODES } from '../../../diffusion/mixture';
import { ksBand } from '../../../diffusion/numbers/kolmogorov';
import { view } from '../../../state/link/view';
import {
  createDerivation,
  derivationSchedule,
  derivationT,
  DRAWS,
  drawAnew,
  shownBound,
  stepsTo,
} from './derivation';

vi.mock('../../../state/environment', async () => {
  const { fakeEnvironment } = await import('../../../state/engine/fakeEngine.test-helper');
  return { browser: fakeEnvironment() };
});

const initialView = view.getState();
beforeEach(() => vi.stubGlobal('document', { baseURI: 'http://localhost/' }));
afterEach(() => {
  view.setState(initialView, true);
  vi.unstubAllGlobals();
});

/** A clock on which each look takes 3 ms, and whose calls wait until they are made. */
function slowClock() {
  let time = 0;
  let calls: (() => void)[] = [];
  return {
    now: () => (time += 3),
    after: (_: number, call: () => void) => {
      calls.push(call);
      return () => {
        calls = calls.filter((each) => each !== call);
      };
    },
    /** Makes what waits. @returns whether there was something */
    tick: (): boolean => {
      const due = calls;
      calls = [];
      due.forEach((call) => call());
      return due.length > 0;
    },
    waiting: () => calls.length,
  };
}

describe('the steps at the place', () => {
  it.each([
    [500, 100, [500, 400, 300]],
    [850, 100, [150, 50, 0]],
    [950, 100, [50, 1, 0]],
    [1000, 1, [2, 1, 0]],
    [0, 10, [1000, 990, 980]],
  ] as const)('place %i, length %i', (place, derivationStep, [t, tPrev, first]) => {
    expect(stepsTo({ place, derivationStep })).toEqual({ t, tPrev, first });
    expect(derivationT({ place })).toBe(t);
  });
});

describe('the samples', () => {
  it('walk the chain in slices, and follow the seed', () => {
    const clock = slowClock();
    const derivation = createDerivation({ clock });
    view.setState({ seed: 5, place: 0 });
    const leave = derivation.follow();
    expect(derivation.jumpDraws(view.getState())).toBeUndefined();
    // Two looks of 3 ms fit into a slice of 8 ms, each with ten steps.
    clock.tick();
    expect(derivation.store.getState().chain?.has(20)).toBe(true);
    expect(derivation.store.getState().chain?.has(40)).toBe(false);
    view.setState({ place: 990 });
    expect(derivation.jumpDraws(view.getState())?.a).toHaveLength(DRAWS);
    while (clock.tick());
    view.setState({ place: 0 });
    const before = derivation.jumpDraws(view.getState());
    expect(before).toBe(derivation.jumpDraws(view.getState()));
    drawAnew();
    expect(view.getState().seed).toBe(6);
    expect(derivation.jumpDraws(view.getState())).toBeUndefined();
    while (clock.tick());
    expect(derivation.jumpDraws(view.getState())?.distance).not.toBe(before?.distance);
    drawAnew();
    leave();
    expect(clock.waiting()).toBe(0);
  });

  it('have the law of the formulas', () => {
    const clock = slowClock();
    const derivation = createDerivation({ clock });
    const leave = derivation.follow();
    while (clock.tick());
    for (const place of [0, 500, 900]) {
      view.setState({ place });
      const state = view.getState();
      const t = derivationT(state);
      const jump = derivation.jumpDraws(state);
      const steps = derivation.twoStepDraws(state);
      for (const { a, b, distance } of [jump, steps].filter((each) => each !== undefined)) {
        expect(distance).toBeLessThan(ksBand(DRAWS, DRAWS));
        for (const sample of [a, b]) expect(sample).toEqual(sample.toSorted());
      }
      // The share below 0, by the density.
      const [signal, noise] = [derivationSchedule.alphaBar[t], derivationSchedule.oneMinusAlphaBar[t]];
      let below = 0;
      for (let x = -6; x < 0; x += 0.001) below += 0.001 * mixtureDensity(TWO_MODES, x + 5e-4, signal, noise);
      const counted = jump?.a.findIndex((x) => x >= 0) ?? NaN;
      expect(Math.abs(counted / DRAWS - below)).toBeLessThan(0.02);
    }
    leave();
  });
});

it('bounds the surprise of the number that is dragged', () => {
  for (const derivationX0 of [-2, 0, 1.3]) {
    const { sum, direct, surprise } = shownBound({ derivationX0 });
    expect(direct).toBeCloseTo(sum, 10);
    expect(sum).toBeGreaterThan(surprise);
  }
});
