import { describe, expect, it } from 'vitest';
import { noiseAt } from '../../../diffusion/pictures/noiseLevel';
import { initialView } from '../../../state/link/codec';
import type { ViewState } from '../../../state/link/fields/table';
import { SHIPPED } from '../../../state/network/usedNetwork';
import { scheduleOf } from '../../../state/picture/forwardPath';
import { makeNoisy } from './noisy';
import { addForwardNoise, denoisePlan, inpaintPlan, inversionPlan, restylePlan } from './plans';
import type { Subject } from './subjects';

/** A bright square on black. */
const x0 = Float32Array.from({ length: 784 }, (_, i) =>
  i % 28 > 8 && i % 28 < 19 && i > 8 * 28 && i < 19 * 28 ? 1 : -1,
);
const subject: Subject = { source: 'train.7', x0, label: 3 };
const viewOf = (change: Partial<ViewState>): ViewState => ({ ...initialView(), ...change });
const linear = scheduleOf('linear');

const deviation = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

describe('the noisy picture', () => {
  it('is taken at the t of its noise, and gets no more', () => {
    const noisy = makeNoisy(viewOf({ damageSigma: 0.5 }), x0, SHIPPED);
    expect(Math.abs(noisy.sigmaHat - 0.5)).toBeLessThan(0.06);
    expect(noisy.t).toBe(noisy.estimatedT);
    expect(Math.abs(noiseAt(linear, noisy.t) - noisy.sigmaHat)).toBeLessThan(0.01);
    expect(noisy.added).toBe(0);
    const { request } = denoisePlan(viewOf({ draws: 3 }), subject, SHIPPED);
    const scale = Math.sqrt(linear.alphaBar[noisy.t]);
    expect(request.start?.pictures).toEqual(
      Float32Array.from({ length: 3 * 784 }, (_, i) => scale * noisy.picture[i % 784]),
    );
  });

  it('gets the noise that it lacks at another t, different for each draw', () => {
    const state = viewOf({ damageSigma: 0.5, noiseT: 400, draws: 2 });
    const { added, sigmaHat, picture } = makeNoisy(state, x0, SHIPPED);
    expect(added ** 2 + sigmaHat ** 2).toBeCloseTo(noiseAt(linear, 400) ** 2, 10);
    const starts = denoisePlan(state, subject, SHIPPED).request.start?.pictures ?? new Float32Array();
    const scale = Math.sqrt(linear.alphaBar[400]);
    const noises = [0, 1].map((i) =>
      starts.subarray(784 * i, 784 * (i + 1)).map((value, k) => value / scale - picture[k]),
    );
    for (const noise of noises) expect(deviation(noise) / added).toBeCloseTo(1, 1);
    expect(noises[0]).not.toEqual(noises[1]);
  });

  it('gets noise where it has none', () => {
    const { estimatedT, t, added } = makeNoisy(viewOf({ damage: 'blur' }), x0, SHIPPED);
    expect(estimatedT).toBe(0);
    expect(added).toBeCloseTo(noiseAt(linear, t), 6);
  });

  it('takes no more steps than there are timesteps', () => {
    const { request } = denoisePlan(viewOf({ noiseT: 4 }), subject, SHIPPED);
    expect(request.steps).toBe(4);
  });
});

describe('a plan', () => {
  it('has a cache key of its own for all settings that decide it', () => {
    const nameOf = (change: Partial<ViewState>): string | undefined =>
      inpaintPlan(viewOf({ edit: 'inpaint', ...change }), subject, SHIPPED)?.name;
    const changes: Partial<ViewState>[] = [
      {},
      { mask: 'left' },
      { seed: 1 },
      { completions: 2 },
      { resamplings: 1 },
      { fillSteps: 10 },
      { editLabel: 3 },
      { editLabel: 3, editGuidance: 1 },
    ];
    expect(new Set(changes.map(nameOf)).size).toBe(changes.length);
    expect(nameOf({ editT: 5, editTile: 2, damageSigma: 1 })).toBe(nameOf({}));
  });

  it('is null where nothing is missing', () => {
    expect(inpaintPlan(viewOf({ mask: 'none' }), subject, SHIPPED)).toBeNull();
  });
});

describe('restyling', () => {
  it('adds the same noises at every t', () => {
    const noiseIn = (t: number): Float32Array => {
      const [, second] = addForwardNoise(1, [x0, x0], SHIPPED, t);
      return second.map(
        (value, i) => (value - Math.sqrt(linear.alphaBar[t]) * x0[i]) / Math.sqrt(linear.oneMinusAlphaBar[t]),
      );
    };
    const [a, b] = [noiseIn(200), noiseIn(900)];
    expect(Math.max(...a.map((value, i) => Math.abs(value - b[i])))).toBeLessThan(1e-5);
    expect(restylePlan(viewOf({}), subject, SHIPPED, 400).request.steps).toBe(16);
  });
});

describe('inversion', () => {
  it('starts from the digits themselves, or from noised ones', () => {
    const starts = (noiseFirst: number): Float32Array | undefined =>
      inversionPlan(viewOf({ noiseFirst }), [subject, subject], SHIPPED, 3).request.start?.pictures;
    expect(starts(0)).toEqual(Float32Array.from({ length: 2 * 784 }, (_, i) => x0[i % 784]));
    const noised = starts(10);
    expect(noised?.subarray(0, 784)).not.toEqual(noised?.subarray(784));
  });
});
