import { describe, expect, it } from 'vitest';
import { shipped } from '../../../model/networks/shipped';
import type { PredictRequest, SampleRequest } from '../../protocol/jobs';
import { planPredict, planSample } from './validate';

const valid: SampleRequest = {
  network: 'shipped',
  seed: 0,
  labels: [0, 10],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 50,
  eta: 0,
  guidance: 0,
  keep: 'all',
};

const known = { pictures: new Float32Array(784), masks: new Uint8Array(784) };
/** A run of DPM-Solver++ (2M) that goes on. */
const midway = {
  sampler: 'dpmpp-2m',
  steps: 4,
  start: { t: 500, pictures: new Float32Array(1568), done: 2, before: new Float32Array(1568) },
} as const;
const x0 = { t: 0, pictures: new Float32Array(1568) };

describe('planSample', () => {
  it('plans the steps of a valid request', () => {
    const { schedule, times } = planSample(shipped, { ...valid, steps: 4 });
    expect(schedule.T).toBe(1000);
    expect([...times]).toEqual([1000, 667, 334, 1]);
  });

  it('spreads the steps below a start', () => {
    const start = { t: 300, pictures: new Float32Array(2 * 784) };
    expect([...planSample(shipped, { ...valid, steps: 2, start }).times]).toEqual([300, 1]);
  });

  it('plans an inpainting, with a picture and a mask for every label, and the rest of one', () => {
    const {
      known: each,
      times,
      operations,
    } = planSample(shipped, { ...valid, steps: 4, known, resamplings: 2 });
    expect([...times]).toEqual([1000, 667, 334, 1]);
    expect(operations).toHaveLength(10);
    expect([each?.pictures.length, each?.masks.length]).toEqual([1568, 1568]);
    const start = { t: 334, pictures: new Float32Array(1568), done: 2 };
    const rest = planSample(shipped, { ...valid, steps: 4, known, resamplings: 2, start });
    expect(rest.operations.map(({ kind, from, to, visit }) => ({ kind, from, to, visit }))).toEqual(
      operations.slice(6).map(({ kind, from, to, visit }) => ({ kind, from, to, visit })),
    );
  });

  it('spaces the samplers of order 2 so that the last step is not the longest, and asks Heun twice a step', () => {
    const heun = planSample(shipped, { ...valid, sampler: 'heun', steps: 4 });
    expect([...heun.times]).toEqual([1000, 750, 500, 250]);
    expect(heun.operations).toHaveLength(7);
    const rest = planSample(shipped, { ...valid, ...midway });
    expect(rest.operations.map(({ before }) => before)).toEqual([750, 500]);
    for (const sampler of ['ddpm', 'ddim', 'heun', 'dpmpp-2m'] as const)
      expect([...planSample(shipped, { ...valid, sampler, steps: 1 }).times]).toEqual([1000]);
  });

  it('plans an inversion through the times of the run that comes back', () => {
    const { times, operations } = planSample(shipped, { ...valid, steps: 3, start: x0, invertTo: 500 });
    expect([...times]).toEqual([0, 1, 251]);
    expect(operations.at(-1)).toMatchObject({ kind: 'invert', from: 251, to: 500 });
    const later = planSample(shipped, { ...valid, steps: 3, start: { ...x0, t: 40 }, invertTo: 500 });
    expect([...later.times]).toEqual([40, 251]);
  });

  it.each<[Partial<Record<keyof SampleRequest, unknown>>, string]>([
    [{ labels: [] }, 'labels has 1 to'],
    [{ labels: [11] }, 'a class from 0 to 9, or 10 for none'],
    [{ labels: [0.5] }, 'a class from 0 to 9'],
    [{ seed: -1 }, 'seed is a whole number'],
    [{ seed: NaN }, 'seed is a whole number'],
    [{ seeds: [1] }, 'seeds has one entry a label'],
    [{ seeds: [1, 0.5] }, 'seed is a whole number'],
    [{ every: 26 }, 'every is a whole number from 1 to 25'],
    [{ start: { t: 5, pictures: new Float32Array(2 * 784), done: 2 } }, 'start.t is '],
    [{ start: { t: 5, pictures: new Float32Array(2 * 784), done: 50 } }, 'start.done is a whole number'],
    [{ eta: 1.1 }, 'eta is a number from 0 to 1'],
    [{ eta: NaN }, 'eta is a number from 0 to 1'],
    [{ guidance: Infinity }, 'guidance is a number from -1 to 20'],
    [{ sampler: 'euler' }, 'sampler is one of: ddpm, ddim, heun, dpmpp-2m, no-noise, naive'],
    [{ spacing: 'leading' }, 'spacing is one of: linspace, trailing, angle'],
    [{ variance: 'learned' }, 'variance is posterior or beta'],
    [{ keep: 'some' }, 'keep is all or last'],
    [{ schedule: { name: 'square', T: 1000 } }, 'schedule.name is one of: linear, cosine'],
    [{ schedule: { name: 'linear', T: 3, beta: Float64Array.of(0.1, 0.2) } }, 'schedule.beta has 3 numbers'],
    [{ schedule: { name: 'linear', T: 2, beta: Float64Array.of(0.1, 1) } }, 'between 0 and 1, ends excluded'],
    [{ schedule: { name: 'linear', T: 1 } }, 'schedule.T is a whole number from 2 to 4000'],
    [{ steps: 0 }, 'steps is a whole number from 1 to 1000'],
    [{ steps: 1001 }, 'steps is a whole number from 1 to 1000'],
    [{ start: { t: 0, pictures: new Float32Array(1568) } }, 'start.t is a whole number from 1 to 1000'],
    [{ start: { t: 20, pictures: new Float32Array(1568) } }, 'steps is a whole number from 1 to 20'],
    [{ start: { t: 500, pictures: new Float32Array(784) } }, 'start.pictures has 1568 numbers'],
    [{ start: { t: 500, pictures: new Float32Array(1568).fill(NaN) } }, 'start.pictures has finite numbers'],
    [
      { ...midway, start: { ...midway.start, before: undefined } },
      'start.before has the x0Hat of the state before',
    ],
    [{ ...midway, start: { ...midway.start, before: new Float32Array(784) } }, 'start.before has'],
    [{ ...midway, start: { ...midway.start, before: new Float32Array(1568).fill(NaN) } }, 'start.before has'],
    [{ known, sampler: 'heun' }, 'an inpainting is made with a sampler of order 1'],
    [{ known, sampler: 'dpmpp-2m' }, 'an inpainting is made with a sampler of order 1'],
    [{ resamplings: 3 }, 'resamplings above 1 belong to an inpainting'],
    [{ known, resamplings: 0 }, 'resamplings is a whole number from 1 to 25'],
    [{ known, resamplings: 26 }, 'resamplings is a whole number from 1 to 25'],
    [{ known, resamplings: 6, every: 5 }, 'every times resamplings is at most 25'],
    [{ known: { ...known, pictures: new Float32Array(9) } }, 'known.pictures has 784 numbers, or 1568'],
    [{ known: { ...known, masks: new Uint8Array(2353) } }, 'known.masks has 784 numbers, or 1568'],
    [{ known: { ...known, masks: new Uint8Array(784).fill(2) } }, 'known.masks has 1 where a pixel is known'],
    [
      { known: { ...known, pictures: new Float32Array(784).fill(1.5) } },
      'known.pictures has numbers from -1',
    ],
    [
      { known: { ...known, pictures: new Float32Array(784).fill(NaN) } },
      'known.pictures has numbers from -1',
    ],
    [{ invertTo: 0, start: x0 }, 'invertTo is a whole number from 1 to 1000'],
    [{ invertTo: 1001, start: x0 }, 'invertTo is a whole number from 1 to 1000'],
    [{ invertTo: 500 }, 'an inversion starts from pictures at a start.t from 0 to 499'],
    [
      { invertTo: 500, start: { ...x0, t: 500 } },
      'an inversion starts from pictures at a start.t from 0 to 499',
    ],
    [
      { invertTo: 500, start: { ...x0, done: 1 } },
      'an inversion starts from pictures at a start.t from 0 to 499',
    ],
    [{ invertTo: 500, start: x0, eta: 0.1 }, 'the sampler ddim and eta 0'],
    [{ invertTo: 500, start: x0, sampler: 'ddpm' }, 'the sampler ddim and eta 0'],
    [{ invertTo: 500, start: x0, known }, 'an inversion has no known pixels'],
    [{ invertTo: 30, start: x0 }, 'steps is a whole number from 1 to 30'],
    [{ invertTo: 500, start: { t: 0, pictures: new Float32Array(784) } }, 'start.pictures has 1568 numbers'],
    [{ steps: 1000, labels: new Array(100).fill(1) }, 'labels has at most 85 entries'],
  ])('refuses %o', (change, rule) => {
    const request = { ...valid, ...change } as SampleRequest;
    expect(() => planSample(shipped, request)).toThrow(rule);
  });
});

describe('planPredict', () => {
  const request: PredictRequest = {
    network: 'shipped',
    xt: new Float32Array(784),
    t: 1,
    label: 10,
    schedule: valid.schedule,
  };

  it.each<[Partial<PredictRequest>, string]>([
    [{ xt: new Float32Array(3) }, 'xt has 784 numbers'],
    [{ xt: new Float32Array(784).fill(Infinity) }, 'xt has finite numbers'],
    [{ t: 0 }, 't is a whole number from 1 to 1000'],
    [{ label: -1 }, 'a class from 0 to 9'],
  ])('refuses %o', (change, rule) => {
    expect(() => planPredict(shipped, request)).not.toThrow();
    expect(() => planPredict(shipped, { ...request, ...change })).toThrow(rule);
  });
});
