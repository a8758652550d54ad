import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addNoise } from '../../../diffusion/forward';
import { inpaintKey, knownAt, renoiseStep, type NoiseRole } from '../../../diffusion/inpaint';
import { psnr } from '../../../diffusion/pictures/similarity';
import { fillGaussian, key } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { ddpmStep } from '../../../diffusion/steps';
import { digit, type Pack } from '../../../data/pack';
import { lookup } from '../../../model/lookup';
import type { SampleEvent, SampleRequest, SampleResult } from '../../protocol/jobs';
import { drain } from '../loop/drain';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { predict } from '../measures/predict';
import { sample } from './sample';
import { loadShipped, never, readPacks } from '../networks/shipped.test-helper';

type Frames = Extract<SampleEvent, { kind: 'frames' }>;

const PIXELS = 784;
const linear = makeSchedule('linear');
const base: SampleRequest = {
  network: 'shipped',
  seed: 42,
  labels: [7],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddpm',
  steps: 5,
  eta: 0,
  guidance: 0,
  keep: 'last',
};
/** The upper half is known. */
const upper = Uint8Array.from({ length: PIXELS }, (_, i) => (i < PIXELS / 2 ? 1 : 0));
let loaded: LoadedNetwork;
let pack: Pack;
let before: number;

beforeAll(async () => {
  loaded = await loadShipped();
  pack = lookup(await readPacks(), 'test');
  before = memory().numTensors;
});

afterAll(() => {
  expect(memory().numTensors).toBe(before);
  loaded.denoiser.dispose();
});

interface Run {
  readonly result: SampleResult;
  readonly frames: Frames[];
  readonly progress: Extract<SampleEvent, { kind: 'progress' }>[];
}

async function run(change: Partial<SampleRequest>, batch?: number): Promise<Run> {
  const frames: Frames[] = [];
  const progress: Run['progress'] = [];
  const result = await drain(sample(loaded, { ...base, ...change }, never, batch), (event) => {
    if (event.kind === 'frames') frames.push(event);
    else progress.push(event);
  });
  return { result, frames, progress };
}

const timesOf = ({ frames }: Run): number[] => frames.flatMap(({ times }) => [...times]);
/** The states of one sample of a run, frame by frame. */
const statesOf = ({ frames }: Run, sampleIndex = 0, samples = 1): Float32Array[] =>
  frames.flatMap(({ times, xt }) =>
    Array.from(times, (_, i) => xt.slice((i * samples + sampleIndex) * PIXELS).subarray(0, PIXELS)),
  );

const bits = (values: Float32Array): Uint32Array => new Uint32Array(values.slice().buffer);
const mse = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

/** A digit whose pixels arithmetic would not restore exactly. */
function rough(i: number): Float32Array {
  return digit(pack, i).map((value, k) => Math.max(-1, Math.min(1, value * 0.83 + 0.1 * Math.sin(k))));
}

describe('inpainting', () => {
  it('returns the known pixels bit for bit, and fills in the others', async () => {
    // Adding 0 would turn -0 into 0.
    const pictures = rough(0).map((value) => (value > 0.5 ? -0 : value));
    for (const sampler of ['ddpm', 'ddim'] as const) {
      const { result } = await run({ sampler, known: { pictures, masks: upper }, labels: [7, 10] });
      for (const i of [0, 1]) {
        const x0 = result.x0.subarray(i * PIXELS, (i + 1) * PIXELS);
        expect(bits(x0.subarray(0, 392))).toEqual(bits(pictures.subarray(0, 392)));
        expect(mse(x0.subarray(392), pictures.subarray(392))).toBeGreaterThan(1e-3);
      }
    }
  });

  it('has in every state the known pixels with the noise of its t, from the keys of its operation', async () => {
    const pictures = rough(1);
    const known = { pictures, masks: upper };
    const inpainted = await run({ keep: 'all', steps: 4, resamplings: 2, known, labels: [7, 7] });
    const times = timesOf(inpainted);
    expect(times).toEqual([1000, 667, 334, 1, 0]);
    expect([...inpainted.result.times]).toEqual(times);
    for (const i of [0, 1])
      statesOf(inpainted, i, 2).forEach((state, frame) => {
        if (frame === 0) return;
        // The second visit of the previous step leads to t; the step to x_0 has only one visit.
        const k = inpaintKey(42, i, times[frame - 1], frame === 4 ? 0 : 1, 'known');
        const expected = knownAt(linear, times[frame], pictures, k, new Float32Array(PIXELS));
        expect(bits(state.subarray(0, 392))).toEqual(bits(expected.subarray(0, 392)));
        expect(mse(state.subarray(392), expected.subarray(392))).toBeGreaterThan(1e-3);
      });
    expect(inpainted.progress.at(-1)).toMatchObject({ step: 10, steps: 10 });
  });

  it('takes a step twice by its formulas: down, up with fresh noise, and down with new noise', async () => {
    const known = { pictures: rough(1), masks: upper };
    const once = statesOf(await run({ keep: 'all', steps: 4, known }));
    const twice = statesOf(await run({ keep: 'all', steps: 4, known, resamplings: 2 }));
    const z = (from: number, visit: number, role: NoiseRole): Float32Array =>
      fillGaussian(inpaintKey(42, 0, from, visit, role), new Float32Array(PIXELS));
    const up = renoiseStep(linear, 667, 1000);
    const jump = z(667, 0, 'renoise');
    const xt = once[1].map((value, k) => up.xt * value + up.noise * jump[k]);
    const request = { network: 'shipped', xt, t: 1000, label: 7, schedule: base.schedule };
    const { value } = await predict(loaded, request, never).next();
    const down = ddpmStep(linear, 1000, 667);
    const fresh = z(1000, 1, 'step');
    const next = xt.map((x, k) => down.x0 * value.x0Hat[k] + down.xt * x + down.noise * fresh[k]);
    expect(mse(twice[1].subarray(392), next.subarray(392))).toBeLessThan(1e-9);
    expect(mse(twice[1].subarray(392), once[1].subarray(392))).toBeGreaterThan(1e-3);
  });

  it('has the bits of an ordinary run if no pixel is known', async () => {
    const known = { pictures: rough(2), masks: new Uint8Array(PIXELS) };
    expect((await run({ known })).result.x0).toEqual((await run({})).result.x0);
  });

  it('returns the picture if all of it is known', async () => {
    const known = { pictures: rough(2), masks: new Uint8Array(PIXELS).fill(1) };
    expect(bits((await run({ known, resamplings: 2 })).result.x0)).toEqual(bits(known.pictures));
  });

  it('gives another result with more resamplings, and the same one again with as many', async () => {
    const known = { pictures: rough(0), masks: upper };
    const once = (await run({ known })).result.x0;
    const thrice = (await run({ known, resamplings: 3 })).result.x0;
    expect(mse(once, thrice)).toBeGreaterThan(1e-3);
    expect((await run({ known, resamplings: 3 })).result.x0).toEqual(thrice);
    expect(bits(thrice.subarray(0, 392))).toEqual(bits(known.pictures.subarray(0, 392)));
  });

  it('gives samples with pictures and masks of their own that do not depend on the batch or each other', async () => {
    const left = Uint8Array.from({ length: PIXELS }, (_, i) => (i % 28 < 14 ? 1 : 0));
    const pictures = Float32Array.of(...rough(0), ...rough(1), ...rough(2));
    const masks = Uint8Array.of(...upper, ...left, ...upper);
    const change = { steps: 3, resamplings: 2 } as const;
    const seeds = [5, 6, 7];
    const labels = [7, 2, 1];
    const together = (await run({ ...change, labels, seeds, known: { pictures, masks } })).result.x0;
    const oneByOne = (await run({ ...change, labels, seeds, known: { pictures, masks } }, 1)).result.x0;
    expect(mse(together, oneByOne)).toBeLessThan(1e-10);
    const alone = await run({ ...change, labels: [2], seed: 6, known: { pictures: rough(1), masks: left } });
    expect(mse(alone.result.x0, together.subarray(PIXELS, 2 * PIXELS))).toBeLessThan(1e-10);
  });

  it('goes on from one of its states to the bits of the whole run', async () => {
    const change = { steps: 4, resamplings: 2, known: { pictures: rough(0), masks: upper } } as const;
    const whole = statesOf(await run({ ...change, keep: 'all' }));
    const start = { t: 334, pictures: whole[2].slice(), done: 2 };
    expect(statesOf(await run({ ...change, keep: 'all', start }))).toEqual(whole.slice(2));
  });

  it('leaves no tensor behind after a cancel between two resamplings', async () => {
    const controller = new AbortController();
    const known = { pictures: rough(0), masks: upper };
    const events = sample(loaded, { ...base, steps: 200, known, resamplings: 3 }, controller.signal);
    await events.next();
    controller.abort(new Error('enough'));
    await expect(events.next().then(() => events.next())).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});

describe('inversion', () => {
  const pictures = (count: number): Float32Array =>
    Float32Array.from({ length: count * PIXELS }, (_, i) => digit(pack, Math.floor(i / PIXELS))[i % PIXELS]);
  const up = { sampler: 'ddim', keep: 'last' } as const;

  it('goes up from the pictures, state by state, with ascending times', async () => {
    const start = { t: 0, pictures: pictures(1) };
    const inverted = await run({ ...up, keep: 'all', steps: 4, start, invertTo: 700 });
    expect(timesOf(inverted)).toEqual([0, 1, 234, 467, 700]);
    expect([...inverted.result.times]).toEqual([0, 1, 234, 467, 700]);
    const states = statesOf(inverted);
    expect(states[0]).toEqual(start.pictures);
    expect(states.at(-1)).toEqual(inverted.result.x0);
    expect(inverted.progress.at(-1)).toMatchObject({ step: 4, steps: 4 });
  });

  /** Mean square error after a round trip to x_T and back, and the mean square of x_T. */
  async function roundTrip(steps: number, t: number): Promise<{ error: number; noise: number }> {
    const count = 2;
    const originals = pictures(count);
    const labels = [...pack.labels.subarray(0, count)];
    const epsilon = fillGaussian(key(9), new Float32Array(originals.length));
    const start = { t, pictures: addNoise(linear, t, originals, epsilon, new Float32Array(epsilon.length)) };
    const { result: inverted } = await run({ ...up, labels, steps, start, invertTo: 1000 });
    const back = await run({ ...up, labels, steps, start: { t: 1000, pictures: inverted.x0 } });
    return {
      error: mse(back.result.x0, originals),
      noise: mse(inverted.x0, new Float32Array(epsilon.length)),
    };
  }

  it('comes back to the pictures, and closer with more steps', async () => {
    // Five digits from x_0: 0.017 and 0.0002.
    const [few, many] = [await roundTrip(10, 0), await roundTrip(100, 0)];
    expect(few.error).toBeGreaterThan(0.003);
    expect(many.error).toBeLessThan(0.001);
  });

  it('finds noise of full variance in noisy pictures, and too little in clean ones', async () => {
    const [clean, noised] = [await roundTrip(20, 0), await roundTrip(20, 10)];
    expect(clean.noise).toBeLessThan(0.3);
    expect(noised.noise).toBeGreaterThan(0.85);
    expect(noised.noise).toBeLessThan(1.1);
  });

  it('leaves no tensor behind after a cancel', async () => {
    const controller = new AbortController();
    const request = { ...base, ...up, steps: 200, start: { t: 0, pictures: pictures(1) }, invertTo: 1000 };
    const events = sample(loaded, request, controller.signal);
    await events.next();
    controller.abort(new Error('enough'));
    await expect(events.next().then(() => events.next())).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});

describe('draws from the posterior', () => {
  it('start at a noised picture, differ by their seeds, and restore it better at small t', async () => {
    const x0 = digit(pack, 3);
    const epsilon = fillGaussian(key(1), new Float32Array(PIXELS));
    const quality: number[] = [];
    for (const t of [150, 500]) {
      const xt = addNoise(linear, t, x0, epsilon, new Float32Array(PIXELS));
      const draws = Float32Array.from({ length: 4 * PIXELS }, (_, i) => xt[i % PIXELS]);
      const { result } = await run({
        labels: [10, 10, 10, 10],
        seeds: [0, 1, 2, 3],
        steps: 8,
        start: { t, pictures: draws },
      });
      const draw = (i: number): Float32Array => result.x0.subarray(i * PIXELS, (i + 1) * PIXELS);
      expect(mse(draw(0), draw(1))).toBeGreaterThan(1e-4);
      const mean = x0.map((_, k) => [0, 1, 2, 3].reduce((sum, i) => sum + draw(i)[k] / 4, 0));
      quality.push(psnr(mean, x0));
      // The mean of the draws has a smaller error than the draws on average, because their scatter cancels.
      expect(mse(mean, x0)).toBeLessThan([0, 1, 2, 3].reduce((sum, i) => sum + mse(draw(i), x0) / 4, 0));
    }
    expect(quality[0]).toBeGreaterThan(quality[1]);
  });
});
