import { beforeEach, describe, expect, it } from 'vitest';
import { additiveSigma } from '../../../diffusion/forward';
import { makeSchedule, snrDb } from '../../../diffusion/schedule';
import { initialView } from '../../../state/link/codec';
import type { Comparable } from '../../../state/link/fields/schedule';
import { view } from '../../../state/link/view';
import { ForwardPath } from '../../../state/picture/forwardPath';
import { source } from '../../../state/picture/source';
import {
  unseenByNetwork,
  comparedProcesses,
  comparedXt,
  isShownScaled,
  networkT,
  placeT,
  setKnot,
  toggleCompared,
  summarizeProcess,
} from './comparison';

const process = (id: Comparable, comparedT = 1000) =>
  comparedProcesses({ compared: [id], comparedT, hand: view.getState().hand })[0];
const { x0 } = source.getState().picture;
const linear = makeSchedule('linear');

beforeEach(() => view.setState(initialView()));

describe('what is compared', () => {
  it('is added in one order and taken away, but for the last one', () => {
    view.setState({ compared: ['additive'] });
    toggleCompared('linear');
    expect(view.getState().compared).toEqual(['linear', 'additive']);
    toggleCompared('additive');
    toggleCompared('linear');
    expect(view.getState().compared).toEqual(['linear']);
  });

  it('is computed once, and anew for another T or another curve', () => {
    expect(process('cosine')).toBe(process('cosine'));
    expect(process('cosine', 100)).not.toBe(process('cosine'));
    const before = process('hand');
    setKnot(0, 0.000123456);
    expect(view.getState().hand[0]).toBe(1.23e-4);
    expect(process('hand')).not.toBe(before);
  });

  it('is shown at the same share of the way', () => {
    expect(placeT({ place: 500, comparedT: 1000 })).toBe(500);
    expect(placeT({ place: 333, comparedT: 10 })).toBe(3);
  });
});

describe('x_t', () => {
  it('is that of the Timeline under the linear schedule', () => {
    const { seed } = view.getState();
    const expected = new ForwardPath(x0, linear, 'closed', seed).xt(300, new Float32Array(784));
    expect(comparedXt(process('linear'), 300, true)).toEqual(expected);
  });

  it('follows the seed', () => {
    const before = comparedXt(process('linear'), 300, true).slice();
    view.setState({ seed: 43 });
    expect(comparedXt(process('linear'), 300, true)).not.toEqual(before);
  });

  it('of the additive process is the digit plus noise; rescaled it is divided by its standard deviation', () => {
    const additive = process('additive');
    const sigma = additiveSigma(linear, 400);
    const scaled = comparedXt(additive, 400, true).slice();
    const rescaled = comparedXt(additive, 400, false).slice();
    expect(scaled[0] / rescaled[0]).toBeCloseTo(Math.sqrt(1 + sigma ** 2), 5);
    // The same epsilon as in the linear process.
    const { alphaBar, oneMinusAlphaBar } = linear;
    const xt = comparedXt(process('linear'), 400, true);
    const epsilon = (xt[0] - Math.sqrt(alphaBar[400]) * x0[0]) / Math.sqrt(oneMinusAlphaBar[400]);
    expect(scaled[0]).toBeCloseTo(x0[0] + sigma * epsilon, 4);
  });
});

describe('what a process leaves', () => {
  it('differs: the linear one forgets the digit, the additive one keeps it', () => {
    const [forgets, keeps] = [
      summarizeProcess(process('linear'), x0, true),
      summarizeProcess(process('additive'), x0, true),
    ];
    expect(forgets.halfLife).toBe(260);
    expect(forgets.detectability).toBeLessThan(0.5);
    expect(keeps.detectability).toBeGreaterThan(2);
    expect(keeps.lastSnr).toBeGreaterThan(forgets.lastSnr);
    expect(keeps.priorKl).toBeGreaterThan(forgets.priorKl);
  });

  it('is the KL of the x_T that is shown: undivided, that of x_0 + sigma epsilon', () => {
    const klOf = (id: Comparable, isScaled: boolean) => summarizeProcess(process(id), x0, isScaled).priorKl;
    const meanSquare = x0.reduce((sum, value) => sum + value * value, 0) / x0.length;
    // sigma^2 is the sum of the linear betas, 1000 (0.0001 + 0.02) / 2 = 10.05
    expect(klOf('additive', true)).toBeCloseTo(
      (meanSquare + 10.05 - 1 - Math.log(10.05)) / (2 * Math.LN2),
      9,
    );
    expect(klOf('additive', true)).toBeCloseTo(5.52, 2);
    expect(klOf('additive', false)).toBeCloseTo(0.063, 3);
    expect(klOf('linear', true)).toBe(klOf('linear', false));
    expect([isShownScaled({ id: 'additive' }, true), isShownScaled({ id: 'linear' }, true)]).toEqual([
      false,
      true,
    ]);
    expect(isShownScaled({ id: 'additive' }, false)).toBe(true);
  });

  it('is told to the network as the t of equal SNR', () => {
    expect(networkT(process('linear'), 500)).toBe(500);
    expect(networkT(process('cosine'), 500)).toBe(261);
    expect(networkT(process('additive'), 1000)).toBe(486);
  });

  it('lies partly beyond what the network has seen', () => {
    expect(unseenByNetwork(process('linear'))).toMatchObject({ first: 0, last: 0 });
    expect(unseenByNetwork(process('linear', 100))).toMatchObject({ first: 0, last: 0 });
    // Counted in float64 from cos^2: 4 steps lie below -44.44 dB, 5 below -43.94 dB, 2 above 40.0 dB.
    expect(unseenByNetwork(process('cosine'))).toMatchObject({ first: 2, last: 5 });
    for (const T of [100, 1000, 4000]) {
      const { first, last, most, least } = unseenByNetwork(process('cosine', T));
      const { schedule } = process('cosine', T);
      const shown = (t: number) => Number(snrDb(schedule, t).toFixed(1));
      expect(shown(T - last + 1)).toBeLessThan(Number(least.toFixed(1)));
      expect(shown(T - last)).toBeGreaterThanOrEqual(Number(least.toFixed(1)));
      if (first > 0) expect(shown(first)).toBeGreaterThan(Number(most.toFixed(1)));
      expect(shown(first + 1)).toBeLessThanOrEqual(Number(most.toFixed(1)));
    }
  });
});
