import { describe, expect, it } from 'vitest';
import { addedStd, additiveAsSchedule, additiveSigma } from './forward';
import { RULES, wayBack } from './rules';
import { makeSchedule } from './schedule';
import { ddimStep, ddpmStep, naiveStep } from './steps';
import { stepAt, stepTerms } from './stepTerms';

const linear = makeSchedule('linear');
const vp = additiveAsSchedule(linear);
const STEPS = [
  [1000, 999],
  [500, 496],
  [2, 1],
  [1, 0],
] as const;

describe('the terms of a reverse step', () => {
  it('DDIM goes to sqrt(alphaBar) x0Hat + sqrt(1 - alphaBar) epsilonHat', () => {
    for (const [t, s] of STEPS) {
      const terms = stepTerms('noise', linear, ddimStep(linear, t, s, 0), t, s);
      expect(terms.x0Hat).toBeCloseTo(Math.sqrt(linear.alphaBar[s]), 12);
      expect(terms.epsilonHat).toBeCloseTo(Math.sqrt(1 - linear.alphaBar[s]), 12);
      expect([terms.xt, terms.z]).toEqual([0, 0]);
    }
  });

  it('the additive process subtracts beta / sigma epsilonHat and adds sqrt(beta) sigma_s / sigma_t z', () => {
    for (const [t, s] of STEPS) {
      const [before, after] = [additiveSigma(linear, t), additiveSigma(linear, s)];
      const beta = before ** 2 - after ** 2;
      const terms = stepTerms('additive', vp, ddpmStep(vp, t, s), t, s);
      expect(terms.xt).toBeCloseTo(1, 9);
      expect(terms.epsilonHat).toBeCloseTo(-beta / before, 9);
      expect(terms.z).toBeCloseTo((Math.sqrt(beta) * after) / before, 9);
    }
  });

  it('the naive reverse and the tape subtract sqrt(beta) epsilonHat', () => {
    for (const [t, s] of STEPS) {
      const beta = additiveSigma(linear, t) ** 2 - additiveSigma(linear, s) ** 2;
      const terms = stepTerms('additive', vp, naiveStep(vp, t, s), t, s);
      expect(terms.xt).toBeCloseTo(1, 9);
      expect(terms.epsilonHat).toBeCloseTo(-Math.sqrt(beta), 9);
      expect(terms.z).toBe(0);
      expect(addedStd(linear, t, s)).toBeCloseTo(Math.sqrt(beta), 9);
    }
  });
});

describe('the step at t', () => {
  it('starts at t if there is a state, else at the last state above it', () => {
    const times = Int32Array.of(900, 400, 1);
    const steps: [t: number, from: number, to: number][] = [
      [1000, 900, 400],
      [900, 900, 400],
      [899, 900, 400],
      [400, 400, 1],
      [2, 400, 1],
      [1, 1, 0],
      [0, 1, 0],
    ];
    for (const [t, from, to] of steps) expect(stepAt(times, t)).toEqual({ t: from, tPrev: to });
  });

  it('is a step of every rule at every t', () => {
    for (const rule of RULES) {
      const { times, step } = wayBack(rule, linear);
      for (const place of [0, 1, 250, 999, 1000]) {
        const { t, tPrev } = stepAt(times, place);
        const { x0, xt, noise } = step(t, tPrev);
        expect([x0, xt, noise].every(Number.isFinite), `${rule} at ${place}`).toBe(true);
      }
    }
  });
});
