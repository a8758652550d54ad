import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { memory, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shuffled } from '../../../diffusion/pictures/corruptions';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { seed as textsNetwork } from '../../../model/networks/seed';
import { shipped } from '../../../model/networks/shipped';
import type { ScoreEvent, ScoreRequest, ScoreResult } from '../../protocol/score';
import { drain } from '../loop/drain';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { score } from './score';
import { loadShipped, never } from '../networks/shipped.test-helper';
import { planScore } from '../requests/validateScore';

const PIXELS = 784;
const linear = makeSchedule('linear');
let loaded: LoadedNetwork;
/** Three digits, and the first with its pixels shuffled. */
let pictures: Float32Array;
let before: number;

beforeAll(async () => {
  loaded = await loadShipped();
  const pack = gunzipSync(await readFile('public/data/test.bin'));
  pictures = fromBytes(pack.subarray(10_000, 10_000 + 4 * PIXELS));
  pictures.set(shuffled(picture(0), key(1)), 3 * PIXELS);
  before = memory().numTensors;
});

afterAll(() => {
  expect(memory().numTensors).toBe(before);
  loaded.denoiser.dispose();
});

const picture = (i: number): Float32Array => pictures.slice(i * PIXELS, (i + 1) * PIXELS);

const request = (change: Partial<ScoreRequest> = {}): ScoreRequest => ({
  network: 'shipped',
  seed: 5,
  pictures,
  labels: [10, 10, 10, 10],
  schedule: { name: 'linear', T: 1000 },
  score: 'epsilon',
  times: [100, 300],
  draws: 2,
  ...change,
});

async function run(
  change: Partial<ScoreRequest> = {},
  batchSize?: number,
): Promise<{ events: ScoreEvent[]; result: ScoreResult }> {
  const events: ScoreEvent[] = [];
  const job = score(loaded, request(change), never, batchSize);
  const result = await drain(job, (event) => events.push(event));
  return { events, result };
}

/** x_t and epsilon of a picture in closed form. */
function noised(x0: Float32Array, draw: number, t: number): { xt: Float32Array; epsilon: Float32Array } {
  const epsilon = fillGaussian(fold(fold(fold(key(5), STREAM.score), draw), t), new Float32Array(x0.length));
  const [a, b] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
  return { xt: Float32Array.from(x0, (value, i) => a * value + b * epsilon[i]), epsilon };
}

async function estimate(
  xt: Float32Array,
  t: number,
  kind: 'epsilon' | 'x0',
  label = 10,
): Promise<Float32Array> {
  const tensor = tidy(() =>
    loaded.denoiser.estimate(tensor4d(xt, [1, 28, 28, 1]), linear, t, [label], 0).as(kind),
  );
  const values = Float32Array.from(await tensor.data());
  tensor.dispose();
  return values;
}

const meanSquare = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

describe('the epsilon error', () => {
  it('is the mean over the draws of the network’s error, at each t', async () => {
    const { result } = await run();
    expect(result.scores).toHaveLength(8);
    for (const [at, t] of [100, 300].entries())
      for (const i of [0, 2]) {
        const errors = await Promise.all(
          [0, 1].map(async (draw) => {
            const { xt, epsilon } = noised(picture(i), draw, t);
            return meanSquare(epsilon, await estimate(xt, t, 'epsilon'));
          }),
        );
        expect(result.scores[at * 4 + i]).toBeCloseTo((errors[0] + errors[1]) / 2, 6);
      }
    // The shuffled digit scores higher than the digit itself.
    expect(result.scores[3]).toBeGreaterThan(3 * result.scores[0]);
  });

  it('of a picture does not depend on its place, on the other pictures or on the batch size', async () => {
    const { result } = await run();
    const { result: alone } = await run({ pictures: picture(2), labels: [10] });
    const { result: oneByOne } = await run({}, 1);
    expect([...alone.scores]).toEqual([result.scores[2], result.scores[6]]);
    expect(oneByOne.scores).toEqual(result.scores);
  });

  it('has maps whose mean is the score, positive where the network would add ink', async () => {
    const { result } = await run({ maps: true, times: [200], draws: 3, pictures: picture(1), labels: [10] });
    const { signed, squared } = result.maps ?? { signed: new Float32Array(), squared: new Float32Array() };
    expect(squared.reduce((sum, value) => sum + value, 0) / PIXELS).toBeCloseTo(result.scores[0], 6);
    const { xt } = noised(picture(1), 0, 200);
    const x0Hat = await estimate(xt, 200, 'x0');
    const one = await run({ maps: true, times: [200], draws: 1, pictures: picture(1), labels: [10] });
    const scale = Math.sqrt(linear.alphaBar[200] / linear.oneMinusAlphaBar[200]);
    one.result.maps?.signed.forEach((value, i) =>
      expect(value).toBeCloseTo(scale * (x0Hat[i] - picture(1)[i]), 4),
    );
    expect(signed).not.toEqual(one.result.maps?.signed);
  });
});

describe('the reconstruction', () => {
  it('compares the picture with the clipped result of DDIM', async () => {
    const t = 200;
    const { result } = await run({
      score: 'reconstruction',
      steps: 2,
      draws: 1,
      times: [t],
      maps: true,
      labels: [7, 7, 7, 7],
    });
    // Two steps by hand: t = 200 to 1, and x0Hat there (Song et al. 2021, eq. 12 with eta = 0).
    const { xt } = noised(picture(1), 0, t);
    const clipped = (await estimate(xt, t, 'x0', 7)).map((value) => Math.max(-1, Math.min(1, value)));
    const [a, b] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
    const [a1, b1] = [Math.sqrt(linear.alphaBar[1]), Math.sqrt(linear.oneMinusAlphaBar[1])];
    const x1 = clipped.map((value, i) => a1 * value + (b1 * (xt[i] - a * value)) / b);
    const back = (await estimate(x1, 1, 'x0', 7)).map((value) => Math.max(-1, Math.min(1, value)));
    expect(result.scores[1]).toBeCloseTo(meanSquare(back, picture(1)), 5);
    result.maps?.signed
      .subarray(PIXELS, 2 * PIXELS)
      .forEach((value, i) => expect(value).toBeCloseTo(back[i] - picture(1)[i], 4));
  });
});

describe('the least over classes', () => {
  it('is the smallest of the scores under each class, and names it', async () => {
    const shared = { times: [400], draws: 2, pictures: picture(0) };
    const { result } = await run({ ...shared, labels: 'least' });
    const each = await Promise.all(
      Array.from({ length: 10 }, async (_, c) => (await run({ ...shared, labels: [c] })).result.scores[0]),
    );
    expect(result.scores[0]).toBe(Math.min(...each));
    // The first test digit is a 7.
    expect([...result.labels]).toEqual([7]);
    expect(each.indexOf(Math.min(...each))).toBe(7);
  });

  it('leaves out a class that the network has never seen', async () => {
    const shared = { times: [400], draws: 2, pictures: picture(0) };
    const { result } = await run({ ...shared, labels: 'least', except: 7 });
    const others = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 8, 9].map(async (c) => (await run({ ...shared, labels: [c] })).result.scores[0]),
    );
    expect(result.scores[0]).toBe(Math.min(...others));
    expect(result.labels[0]).not.toBe(7);
  });
});

describe('the job', () => {
  it('streams every score once, the first pictures at every t first, and its progress', async () => {
    const { events, result } = await run({}, 2);
    const scores = events.filter((event) => event.kind === 'scores');
    expect(scores.map(({ at, first }) => [at, first])).toEqual(
      [0, 1, 2, 3].flatMap((first) => [
        [0, first],
        [1, first],
      ]),
    );
    const streamed = new Float32Array(8);
    for (const { at, first, scores: some } of scores) streamed.set(some, at * 4 + first);
    expect(streamed).toEqual(result.scores);
    expect(events.at(-1)).toMatchObject({ kind: 'progress', step: 16, steps: 16, secondsLeft: 0 });
    expect(result.maps).toBeUndefined();
  });

  it.each<[string, Partial<ScoreRequest>]>([
    ['pictures are 1 to', { pictures: new Float32Array(100) }],
    ['from -1 to 1', { pictures: new Float32Array(PIXELS).fill(NaN), labels: [1] }],
    ['one entry a picture', { labels: [1] }],
    ['a label is', { labels: [1, 2, 3, 11] }],
    ['score is one of', { score: 'beauty' as 'epsilon' }],
    ['times has 1', { times: [] }],
    ['each t is', { times: [0] }],
    ['draws is', { draws: 0 }],
    ['seed is', { seed: -1 }],
    ['steps is a whole number from 1 to 100', { score: 'reconstruction', steps: 101 }],
  ])('refuses a request where not: %s', async (rule, change) => {
    await expect(run(change)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining(rule) as string,
    });
  });

  it('refuses what a network or the memory has not', () => {
    expect(() => planScore(textsNetwork, request({ labels: 'least' }))).toThrow('knows classes');
    expect(() => planScore(shipped, request({ labels: 'least', except: 10 }))).toThrow('except');
    const many = new Float32Array(200 * PIXELS);
    const times = Array.from({ length: 64 }, (_, i) => i + 1);
    const labels = Array.from({ length: 200 }, () => 10);
    expect(() => planScore(shipped, request({ pictures: many, labels, times, maps: true }))).toThrow(
      'at most 167 pictures',
    );
    expect(planScore(shipped, request({ pictures: many, labels, times })).count).toBe(200);
  });

  it.each<[string, Partial<ScoreRequest>]>([
    ['between pictures', { draws: 64 }],
    ['within a reconstruction', { score: 'reconstruction', steps: 100, draws: 8, times: [1000] }],
  ])('stops %s when it is told to, and leaves no tensor behind', async (_, change) => {
    const stop = new AbortController();
    const job = score(loaded, request(change), stop.signal);
    const next = job.next();
    setTimeout(() => stop.abort(new Error('enough')), 50);
    const ended = async (): Promise<void> => {
      await next;
      for await (const event of job) expect(event.kind).toBeDefined();
    };
    await expect(ended()).rejects.toThrow('enough');
    expect(memory().numTensors).toBe(before);
  });
});
