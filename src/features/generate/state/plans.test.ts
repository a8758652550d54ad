import { describe, expect, it } from 'vitest';
import { makeSchedule } from '../../../diffusion/schedule';
import { ALL_DIGITS } from '../../../state/link/fields/generate';
import { gridPlan, labelOf, seedOf, shownStep, stripPlan } from './plans';
import { changeOf, settingOf } from './sides';
import { inTimeline } from './timelineLink';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { initialView } from '../../../state/link/codec';

const state = { ...initialView(), gridSeed: 2 ** 32 - 2, gridCount: 12 };

describe('a grid', () => {
  it('gives every picture a seed of its own, the one that the Timeline has it under', () => {
    const { request } = gridPlan(state, 'a', SHIPPED);
    expect(request.seeds?.slice(0, 4)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
    expect(request.labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(inTimeline(state, 'a', 11)).toMatchObject({
      page: 'timeline',
      mode: 'reverse',
      seed: seedOf(state, 11),
      label: 1,
      sampler: 'ddim',
      steps: 25,
    });
  });

  it('asks a network without classes for none, and guides nothing then', () => {
    const { request } = gridPlan({ ...state, aGuidance: 2 }, 'a', { ...SHIPPED, classes: 0 });
    expect(new Set(request.labels)).toEqual(new Set([0]));
    expect(request.guidance).toBe(0);
  });

  it('has one name for what gives equal pictures: DDPM does not read eta', () => {
    const of = (change: object): string => gridPlan({ ...state, ...change }, 'a', SHIPPED).name;
    expect(of({ aSampler: 'ddpm', aEta: 0.5 })).toBe(of({ aSampler: 'ddpm' }));
    expect(of({ aEta: 0.5 })).not.toBe(of({}));
    expect(of({ bSteps: 99, gridT: 3, tile: 2 })).toBe(of({}));
  });

  it('keeps a part of the frames where all would not fit', () => {
    const every = (change: object): number | undefined =>
      gridPlan({ ...state, ...change }, 'a', SHIPPED).request.every;
    expect(every({ gridCount: 10, aSteps: 1000 })).toBe(1);
    expect(every({ gridCount: 64, aSteps: 1000 })).toBe(7);
  });

  it('takes the settings of a side and gives them to the other', () => {
    const changed = { ...state, aSteps: 77, aLabel: 4, network: 'run.a.5' };
    const copied = { ...changed, ...changeOf('b', settingOf(changed, 'a')) };
    expect(settingOf(copied, 'b')).toEqual(settingOf(changed, 'a'));
    expect(copied.bNetwork).toBe('run.a.5');
    expect(labelOf({ label: ALL_DIGITS }, 13)).toBe(3);
  });
});

describe('a strip', () => {
  it('begins and ends with the noise of its seeds, and adds none', () => {
    const of = (stripFrom: number, stripTo: number): Float32Array => {
      const { request } = stripPlan({ ...state, stripFrom, stripTo, stripCount: 3 }, SHIPPED);
      expect(request).toMatchObject({ sampler: 'ddim', eta: 0 });
      return request.start?.pictures ?? new Float32Array();
    };
    const [there, back] = [of(5, 6), of(6, 5)];
    expect(there).toHaveLength(3 * 784);
    expect(there.subarray(0, 784)).toEqual(back.subarray(2 * 784));
    expect(of(5, 5).subarray(784, 1568)).toEqual(there.subarray(0, 784));
  });
});

describe('the step that is shown', () => {
  const of = (change: object) => shownStep({ ...state, aSteps: 5, ...change }, 'a', SHIPPED);

  it('leads to the state at the slider, and is the middle one at both ends', () => {
    // Five steps from 1000 to 1 at even t, and the last to 0.
    expect(of({ gridT: 500 })).toMatchObject({ number: 2, t: 750, tPrev: 501 });
    expect(of({ gridT: 2 })).toMatchObject({ number: 4, t: 251, tPrev: 1 });
    expect(of({ gridT: 999 })).toMatchObject({ number: 1, t: 1000, tPrev: 750 });
    for (const gridT of [0, 1000]) expect(of({ gridT })).toMatchObject({ number: 3, t: 501, tPrev: 251 });
  });

  it('multiplies by the numbers of the sampler', () => {
    // DDIM with eta = 0 keeps x_0 and epsilon: x_s = a_s x_0 + b_s (x_t - a_t x_0) / b_t (Song et al. 2021, equation 12).
    const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
    const { x0, xt, noise } = of({ gridT: 500 });
    expect(xt).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[501] / oneMinusAlphaBar[750]), 10);
    expect(x0 + xt * Math.sqrt(alphaBar[750])).toBeCloseTo(Math.sqrt(alphaBar[501]), 10);
    expect(noise).toBe(0);
    expect(of({ gridT: 500, aSampler: 'ddpm' }).noise).toBeGreaterThan(0.5);
  });
});
