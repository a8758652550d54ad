import { memory, mul } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { additiveAsSchedule } from '../../../diffusion/forward';
import { makeSchedule } from '../../../diffusion/schedule';
import { ddimStep, posterior, reverseStep } from '../../../diffusion/steps';
import type { Denoiser, Estimate } from '../../../model/denoiser';
import { countMacs } from '../../../model/network';
import { shipped } from '../../../model/networks/shipped';
import type { SampleEvent, SampleRequest, SampleResult } from '../../protocol/jobs';
import { drain } from '../loop/drain';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { predict } from '../measures/predict';
import { sample } from './sample';
import { loadShipped, never } from '../networks/shipped.test-helper';

type Frames = Extract<SampleEvent, { kind: 'frames' }>;

const base: SampleRequest = {
  network: 'shipped',
  seed: 42,
  labels: [3, 7, 10],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 6,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const linear = makeSchedule('linear');
let loaded: LoadedNetwork;
/** The same network, computed by tfjs's operations. */
let byTfjs: LoadedNetwork;
let before: number;

beforeAll(async () => {
  loaded = await loadShipped();
  byTfjs = { ...loaded, denoiser: { ...loaded.denoiser, compiled: () => Promise.resolve(undefined) } };
  before = memory().numTensors;
});

afterAll(() => {
  expect(memory().numTensors).toBe(before);
  loaded.denoiser.dispose();
});

interface Run {
  readonly result: SampleResult;
  readonly frames: Frames[];
  readonly progress: SampleEvent[];
}

async function run(change: Partial<SampleRequest>, batch?: number, network = loaded): Promise<Run> {
  const frames: Frames[] = [];
  const progress: SampleEvent[] = [];
  const result = await drain(sample(network, { ...base, ...change }, never, batch), (event) => {
    if (event.kind === 'frames') frames.push(event);
    else progress.push(event);
  });
  return { result, frames, progress };
}

/** All frames of a run in order. */
function joined(
  frames: Frames[],
  count: number,
): { times: number[]; xt: Float32Array[]; x0Hat: Float32Array[] } {
  const size = count * 784;
  const split = (values: Float32Array): Float32Array[] =>
    Array.from({ length: values.length / size }, (_, i) => values.subarray(i * size, (i + 1) * size));
  return {
    times: frames.flatMap(({ times }) => [...times]),
    xt: frames.flatMap(({ xt }) => split(xt)),
    x0Hat: frames.flatMap(({ x0Hat }) => split(x0Hat)),
  };
}

const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

describe('sampling', () => {
  it('streams every frame from x_T to x_0, in order', async () => {
    const { result, frames, progress } = await run({});
    const { times, xt, x0Hat } = joined(frames, 3);
    expect(times).toEqual([1000, 800, 600, 401, 201, 1, 0]);
    expect([...result.times]).toEqual(times);
    expect(frames.map(({ index }) => index)).toEqual(
      frames.map((_, i) => frames.slice(0, i).reduce((sum, frame) => sum + frame.times.length, 0)),
    );
    expect(xt.at(-1)).toEqual(result.x0);
    expect(x0Hat.at(-1)).toEqual(result.x0);
    expect(progress.at(-1)).toMatchObject({ step: 6, steps: 6, secondsLeft: 0 });
    expect(Math.max(...result.x0.map(Math.abs))).toBeLessThanOrEqual(1);
    expect(result.backend).toBe('wasm');
  });

  it('starts from the noise of the seed and follows the three coefficients', async () => {
    const { xt, x0Hat, times } = joined((await run({})).frames, 3);
    const start = fold(fold(fold(key(42), STREAM.reverse), 1), 0);
    expect(xt[0].subarray(784, 1568)).toEqual(fillGaussian(start, new Float32Array(784)));
    for (let i = 0; i < 6; i++) {
      const c = ddimStep(linear, times[i], times[i + 1], 0);
      expect(
        distance(
          xt[i + 1],
          xt[i].map((x, k) => c.x0 * x0Hat[i][k] + c.xt * x),
        ),
      ).toBeLessThan(1e-5);
    }
  });

  it.each([
    ['ddim', 0, 0],
    ['ddim', 0.7, 1.5],
    ['ddpm', 0, 0],
  ] as const)(
    'gives a sample that does not depend on its batch (%s, eta %d, w %d)',
    async (sampler, eta, guidance) => {
      const change = { sampler, eta, guidance, steps: 4, keep: 'last' } as const;
      const { result: together } = await run(change);
      const { result: oneByOne } = await run(change, 1);
      const { result: alone } = await run({ ...change, labels: [3] });
      expect(distance(together.x0, oneByOne.x0)).toBeLessThan(1e-5);
      expect(distance(alone.x0, together.x0.subarray(0, 784))).toBeLessThan(1e-5);
    },
  );

  it('gives the same numbers again, and others for another seed', async () => {
    const change = { sampler: 'ddpm', steps: 3, labels: [5], keep: 'last' } as const;
    const { result } = await run(change);
    expect((await run(change)).result.x0).toEqual(result.x0);
    expect(distance((await run({ ...change, seed: 43 })).result.x0, result.x0)).toBeGreaterThan(0.1);
  });

  it('follows other rules in the same loop: DDPM without z, and the naive reverse of the additive process', async () => {
    const vp = additiveAsSchedule(linear);
    for (const [change, step] of [
      [{ sampler: 'no-noise' }, (t: number, to: number) => posterior(linear, t, to)],
      [
        { sampler: 'naive', schedule: { name: 'linear', T: 1000, additive: true } },
        (t: number, to: number) => {
          // x - sqrt(beta) (x - x0) / sigma, in x_t of the additive process; sigma^2 = (1 - alphaBar) / alphaBar.
          const [grown, before] = [1 / Math.sqrt(vp.alphaBar[t]), 1 / Math.sqrt(vp.alphaBar[to])];
          const taken = Math.sqrt((grown ** 2 - before ** 2) / (grown ** 2 - 1));
          return { x0: taken / before, xt: ((1 - taken) * grown) / before };
        },
      ],
    ] as const) {
      const { times, xt, x0Hat } = joined((await run({ ...change, labels: [3] })).frames, 1);
      times.slice(0, -1).forEach((t, i) => {
        const c = step(t, times[i + 1]);
        const expected = xt[i].map((x, k) => c.x0 * x0Hat[i][k] + c.xt * x);
        expect(distance(xt[i + 1], expected)).toBeLessThan(1e-4);
      });
    }
    await expect(run({ sampler: 'naive' })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('streams no frames when only the last is kept', async () => {
    const all = await run({});
    const last = await run({ keep: 'last' });
    expect(last.frames).toEqual([]);
    expect(last.result.x0).toEqual(all.result.x0);
  });

  it('starts from given pictures, and then gives the same as the whole run', async () => {
    const { frames, result } = await run({});
    const { xt, times } = joined(frames, 3);
    const last = times.length - 2;
    const again = await run({ steps: 1, start: { t: times[last], pictures: xt[last] } });
    expect([...again.result.times]).toEqual([1, 0]);
    expect(joined(again.frames, 3).xt[0]).toEqual(xt[last]);
    expect(again.result.x0).toEqual(result.x0);
  });

  it('gives each sample of a list of seeds the bits of a request with that seed', async () => {
    const change = { sampler: 'ddpm', steps: 4, keep: 'last' } as const;
    const { result: together } = await run({ ...change, seeds: [8, 42, 5] });
    for (const [i, seed] of [8, 42, 5].entries()) {
      const { result: alone } = await run({ ...change, seed, labels: [base.labels[i]] });
      expect(together.x0.subarray(i * 784, (i + 1) * 784)).toEqual(alone.x0);
    }
  });

  it('streams every n-th frame, and goes on from one of them to the bits of the whole run', async () => {
    const change = { sampler: 'ddpm', steps: 7 } as const;
    const whole = joined((await run(change)).frames, 3);
    const { frames, progress } = await run({ ...change, every: 3 });
    const every3rd = joined(frames, 3);
    const indices = [0, 3, 6, 7];
    expect(frames.at(-1)?.index).toBe(3);
    expect(every3rd.times).toEqual(indices.map((i) => whole.times[i]));
    expect(every3rd.xt).toEqual(indices.map((i) => whole.xt[i]));
    expect(progress.at(-1)).toMatchObject({ step: 7, steps: 7 });
    const start = { t: every3rd.times[1], pictures: every3rd.xt[1].slice(), done: 3 };
    const rest = joined((await run({ ...change, start })).frames, 3);
    expect(rest.times).toEqual(whole.times.slice(3));
    expect(rest.xt).toEqual(whole.xt.slice(3));
  });

  it.each([
    ['heun', 9, 1],
    ['dpmpp-2m', 5, 1],
    ['heun', 9, 2],
  ] as const)(
    '%s goes on from any state to the bits of the whole run: %d moves, every %d',
    async (sampler, moves, every) => {
      for (const network of [loaded, byTfjs]) {
        const change = { sampler, steps: 5, labels: [3, 7], every } as const;
        const { frames, progress } = await run(change, undefined, network);
        const whole = joined(frames, 2);
        expect(progress.at(-1)).toMatchObject({ step: moves, steps: moves });
        for (let first = 1; first * every < 5; first++) {
          const [pictures, seen] = [whole.xt[first].slice(), whole.x0Hat[first - 1].slice()];
          const start = { t: whole.times[first], pictures, done: first * every, before: seen };
          const rest = joined((await run({ ...change, start }, undefined, network)).frames, 2);
          expect(rest).toEqual({
            times: whole.times.slice(first),
            xt: whole.xt.slice(first),
            x0Hat: whole.x0Hat.slice(first),
          });
        }
      }
    },
  );

  it.each(['heun', 'dpmpp-2m'] as const)('%s steps by the numbers that are shown', async (sampler) => {
    const { times, xt, x0Hat } = joined((await run({ sampler, labels: [3] })).frames, 1);
    expect(times).toEqual([1000, 833, 667, 500, 333, 167, 0]);
    for (let i = 1; i < 6; i++) {
      const rule = { sampler, eta: 0 };
      const { x0, second = 0, xt: c } = reverseStep(linear, times[i], times[i + 1], rule, times[i - 1]);
      // What Heun's method sees at the end of Euler's step is not streamed: it is the one picture that explains the next state.
      const expected = xt[i].map((x, k) => x0 * x0Hat[i][k] + c * x);
      if (sampler === 'dpmpp-2m') {
        const sum = expected.map((x, k) => x + second * x0Hat[i - 1][k]);
        expect(distance(xt[i + 1], sum)).toBeLessThan(1e-5);
      } else if (second !== 0) {
        const seen = expected.map((x, k) => (xt[i + 1][k] - x) / second);
        expect(Math.max(...seen.map(Math.abs))).toBeLessThan(1 + 1e-4);
      }
    }
  });

  it('has statistics if they are requested; only compiled networks are counted', async () => {
    expect((await run({})).result).not.toHaveProperty('stats');
    const { result } = await run({ measure: true });
    const counts = { dispatches: 0, submits: 0, kernels: [], flops: 2 * 3 * countMacs(shipped) };
    expect(result.stats).toMatchObject({ steps: 6, samples: 3, plans: [counts] });
    expect((await run({ measure: true }, 8, byTfjs)).result.stats?.plans).toEqual([]);
  });

  it('reports numbers that are not finite', async () => {
    const events = sample(
      withEstimate((estimate) => ({ as: (kind) => mul(estimate.as(kind), NaN) })),
      base,
      never,
    );
    await expect(drain(events)).rejects.toMatchObject({ code: 'not-finite' });
  });
});

/** The network with changed estimates. */
function withEstimate(change: (estimate: Estimate) => Estimate): LoadedNetwork {
  const { denoiser } = byTfjs;
  const estimate: Denoiser['estimate'] = (...args) => change(denoiser.estimate(...args));
  return { ...byTfjs, denoiser: { ...denoiser, estimate } };
}

describe('a run leaves no tensor behind', () => {
  it('after success', async () => {
    await run({ steps: 2 }, 8, byTfjs);
    expect(memory().numTensors).toBe(before);
  });

  it('after a refusal', async () => {
    await expect(run({ steps: 0 })).rejects.toMatchObject({ code: 'bad-request' });
    expect(memory().numTensors).toBe(before);
  });

  it('after a failure in the middle of a step', async () => {
    let calls = 0;
    const failing = withEstimate((estimate) => {
      if (++calls === 5) throw new Error('broken');
      return estimate;
    });
    const events = sample(failing, base, never, 1);
    await expect(drain(events)).rejects.toThrow('broken');
    expect(memory().numTensors).toBe(before);
  });

  it('after a cancel, which takes effect at the next macrotask', async () => {
    const controller = new AbortController();
    const events = sample(byTfjs, { ...base, steps: 200 }, controller.signal);
    await events.next();
    controller.abort(new Error('enough'));
    const started = performance.now();
    await expect(events.next().then(() => events.next())).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(500);
    expect(memory().numTensors).toBe(before);
  });

  it('after its consumer has stopped listening', async () => {
    const events = sample(byTfjs, base, never);
    await events.next();
    await events.return(undefined as never);
    expect(memory().numTensors).toBe(before);
  });
});

describe('predict', () => {
  it('gives the x0Hat of the run at the same state', async () => {
    const { xt, x0Hat } = joined((await run({ labels: [3] })).frames, 1);
    const request = { network: 'shipped', xt: xt[1], t: 800, label: 3, schedule: base.schedule } as const;
    const { value } = await predict(loaded, request, never).next();
    expect(distance(value.x0Hat, x0Hat[1])).toBeLessThan(1e-5);
    expect(value.epsilonHat).toHaveLength(784);
    expect(value.t).toBe(800);
    expect(memory().numTensors).toBe(before);
  });
});
