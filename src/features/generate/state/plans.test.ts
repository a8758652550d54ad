import { describe, expect, it } from 'vitest';
import { makeSchedule } from '../../../diffusion/schedule';
import { reverseStep } from '../../../diffusion/steps';
import { ALL_DIGITS } from '../../../state/link/fields/generate';
import { gridPlan, tileLabel, tileSeed, shownStep, stripPlan } from './plans';
import { sideChange, sideSettings } from './sides';
import { timelineChange } from './timelineLink';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { initialView } from '../../../state/link/codec';

const state = { ...initialView(), gridSeed: 2 ** 32 - 2, gridCount: 12 };

describe('a grid', () => {
  it('gives every picture the seed under which the Timeline shows it', () => {
    const { request } = gridPlan(state, 'a', SHIPPED);
    expect(request.seeds?.slice(0, 4)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
    expect(request.labels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(timelineChange(state, 'a', 11)).toMatchObject({
      page: 'timeline',
      mode: 'reverse',
      seed: tileSeed(state, 11),
      label: 1,
      sampler: 'ddim',
      steps: 25,
    });
  });

  it('asks a network without classes for no class, and without guidance', () => {
    const { request } = gridPlan({ ...state, aGuidance: 2 }, 'a', { ...SHIPPED, classes: 0 });
    expect(new Set(request.labels)).toEqual(new Set([0]));
    expect(request.guidance).toBe(0);
  });

  it('has one name for equal pictures: DDPM does not read eta', () => {
    const nameWith = (change: object): string => gridPlan({ ...state, ...change }, 'a', SHIPPED).name;
    expect(nameWith({ aSampler: 'ddpm', aEta: 0.5 })).toBe(nameWith({ aSampler: 'ddpm' }));
    expect(nameWith({ aEta: 0.5 })).not.toBe(nameWith({}));
    expect(nameWith({ bSteps: 99, gridT: 3, tile: 2 })).toBe(nameWith({}));
  });

  it('keeps only some frames where not all fit into memory', () => {
    const every = (change: object): number | undefined =>
      gridPlan({ ...state, ...change }, 'a', SHIPPED).request.every;
    expect(every({ gridCount: 10, aSteps: 1000 })).toBe(1);
    expect(every({ gridCount: 64, aSteps: 1000 })).toBe(7);
  });

  it('copies the settings of one side to the other', () => {
    const changed = { ...state, aSteps: 77, aLabel: 4, network: 'run.a.5' };
    const copied = { ...changed, ...sideChange('b', sideSettings(changed, 'a')) };
    expect(sideSettings(copied, 'b')).toEqual(sideSettings(changed, 'a'));
    expect(copied.bNetwork).toBe('run.a.5');
    expect(tileLabel({ label: ALL_DIGITS }, 13)).toBe(3);
  });
});

describe('a strip', () => {
  it('begins and ends with the noise of its seeds, and adds no other', () => {
    const noises = (stripFrom: number, stripTo: number): Float32Array => {
      const { request } = stripPlan({ ...state, stripFrom, stripTo, stripCount: 3 }, SHIPPED);
      expect(request).toMatchObject({ sampler: 'ddim', eta: 0 });
      return request.start?.pictures ?? new Float32Array();
    };
    const [there, back] = [noises(5, 6), noises(6, 5)];
    expect(there).toHaveLength(3 * 784);
    expect(there.subarray(0, 784)).toEqual(back.subarray(2 * 784));
    expect(noises(5, 5).subarray(784, 1568)).toEqual(there.subarray(0, 784));
  });
});

describe('the step that is shown', () => {
  const stepWith = (change: object) => shownStep({ ...state, aSteps: 5, ...change }, 'a', SHIPPED);

  it('leads to the state that is shown, and is the middle one at both ends', () => {
    // Five steps at even t from 1000, the last of them from 1 to 0.
    expect(stepWith({ gridT: 500 })).toMatchObject({ number: 2, t: 750, tPrev: 501 });
    expect(stepWith({ gridT: 2 })).toMatchObject({ number: 4, t: 251, tPrev: 1 });
    expect(stepWith({ gridT: 999 })).toMatchObject({ number: 1, t: 1000, tPrev: 750 });
    for (const gridT of [0, 1000])
      expect(stepWith({ gridT })).toMatchObject({ number: 3, t: 501, tPrev: 251 });
  });

  it('has the coefficients of the sampler', () => {
    // DDIM with eta = 0 keeps x_0 and epsilon: x_s = a_s x_0 + b_s (x_t - a_t x_0) / b_t (Song et al. 2021, equation 12).
    const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
    const { x0, xt, noise } = stepWith({ gridT: 500 });
    expect(xt).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[501] / oneMinusAlphaBar[750]), 10);
    expect(x0 + xt * Math.sqrt(alphaBar[750])).toBeCloseTo(Math.sqrt(alphaBar[501]), 10);
    expect(noise).toBe(0);
    expect(stepWith({ gridT: 500, aSampler: 'ddpm' }).noise).toBeGreaterThan(0.5);
    // Those of order 2 have other times, and a second guess.
    const [s, rule] = [makeSchedule('linear'), { eta: 0 }];
    for (const sampler of ['heun', 'dpmpp-2m'] as const)
      expect(stepWith({ gridT: 610, aSampler: sampler })).toEqual({
        ...{ number: 2, t: 800, tPrev: 600 },
        ...reverseStep(s, 800, 600, { ...rule, sampler }, 1000),
      });
    expect(stepWith({ gridT: 0, aSteps: 1, aSampler: 'heun' })).toMatchObject({
      number: 1,
      t: 1000,
      tPrev: 0,
      x0: 1,
      xt: 0,
    });
  });
});
