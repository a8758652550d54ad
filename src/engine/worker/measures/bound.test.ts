import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { memory, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decoderBits, klTerm } from '../../../diffusion/bound';
import type { BoundTerm } from '../../../diffusion/boundEstimate';
import { conversion } from '../../../diffusion/training/parameterization';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { lookup } from '../../../model/lookup';
import { readSafetensors } from '../../../model/safetensors';
import type { BoundEvent, BoundRequest } from '../../protocol/bound';
import { bound } from './bound';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { clip } from '../loop/readTensors';
import { loadShipped, never } from '../networks/shipped.test-helper';

const PIXELS = 784;
const linear = makeSchedule('linear');
let loaded: LoadedNetwork;
let digits: Float32Array;
let before: number;

beforeAll(async () => {
  loaded = await loadShipped();
  const pack = gunzipSync(await readFile('public/data/test.bin'));
  digits = fromBytes(pack.subarray(10_000, 10_000 + 12 * PIXELS));
  before = memory().numTensors;
});

afterAll(() => {
  expect(memory().numTensors).toBe(before);
  loaded.denoiser.dispose();
});

const request = (change: Partial<BoundRequest> = {}): BoundRequest => ({
  network: 'shipped',
  seed: 5,
  pictures: digits.slice(0, 4 * PIXELS),
  labels: [10, 10, 10, 10],
  schedule: { name: 'linear', T: 1000 },
  perGroup: 2,
  firstGroup: 0,
  times: [Int32Array.of(1, 2, 300), Int32Array.of(1, 3, 999), Int32Array.of(1, 2, 310)],
  ...change,
});

async function measure(events: AsyncGenerator<BoundEvent, unknown, void>): Promise<BoundTerm[]> {
  const terms: BoundTerm[] = [];
  for await (const event of events) if (event.kind === 'terms') terms.push(...event.terms);
  return terms;
}

/** Bits/dim of the first test digits, as tools/pretrain/bound.py wrote them. */
interface Reference {
  readonly weights_sha256: string;
  readonly rows: readonly {
    row: number;
    t: number;
    raw: number;
    clipped: number;
    rawBeta?: number;
    clippedBeta?: number;
  }[];
}

const meanSquare = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length;

describe('terms of the bound against the float64 reference', () => {
  it('agree to 1e-5 bits/dim on the stored noise and the trained network', async () => {
    const bytes = new Uint8Array(await readFile('src/model/fixtures/shipped.safetensors')).buffer;
    const { tensors, metadata } = readSafetensors(bytes);
    const reference = JSON.parse(await readFile('src/diffusion/fixtures/bound.json', 'utf8')) as Reference;
    expect(reference.weights_sha256).toBe(metadata.weights_sha256);
    for (const expected of reference.rows) {
      const { row, t } = expected;
      const xt = Float32Array.from(lookup(tensors, 'xt').data.slice(row * PIXELS, (row + 1) * PIXELS));
      const label = lookup(tensors, 'label').data[row];
      const x0 = digits.subarray(row * PIXELS, (row + 1) * PIXELS);
      const x0Hat = tidy(() =>
        loaded.denoiser.estimate(tensor4d(xt, [1, 28, 28, 1]), linear, t, [label], 0).as('x0'),
      );
      const guess = Float32Array.from(await x0Hat.data());
      x0Hat.dispose();
      for (const name of ['raw', 'clipped'] as const) {
        if (name === 'clipped') clip(guess);
        if (t === 1) {
          expect(Math.abs(decoderBits(linear, x0, guess) - expected[name])).toBeLessThan(1e-4);
          continue;
        }
        for (const [variance, bits] of [
          ['posterior', expected[name]],
          ['beta', expected[`${name}Beta`] ?? NaN],
        ] as const) {
          const { spread, weight } = klTerm(linear, t, variance);
          const term = spread + weight * meanSquare(x0, guess);
          expect(Math.abs(term - bits), `t = ${t}, ${variance}, ${name}`).toBeLessThan(1e-5);
        }
      }
    }
  });
});

describe('the job', () => {
  it('measures each group at its own t, with the noise of its pictures', async () => {
    const terms = await measure(bound(loaded, request(), never));
    expect(terms.map(({ group, t }) => [group, t])).toEqual([
      [0, 1],
      [0, 2],
      [0, 300],
      [1, 1],
      [1, 3],
      [1, 999],
      [2, 1],
      [2, 2],
      [2, 310],
    ]);
    // The third group is the first two pictures again, with another noise.
    const k = fold(key(5), STREAM.bound);
    const [t, signal, noise] = [
      310,
      Math.sqrt(linear.alphaBar[310]),
      Math.sqrt(linear.oneMinusAlphaBar[310]),
    ];
    const expected = await Promise.all(
      [4, 5].map(async (picture) => {
        const x0 = digits.subarray((picture - 4) * PIXELS, (picture - 3) * PIXELS);
        const epsilon = fillGaussian(fold(fold(k, picture), t), new Float32Array(PIXELS));
        const xt = Float32Array.from(x0, (value, i) => signal * value + noise * epsilon[i]);
        const epsilonHat = tidy(() =>
          loaded.denoiser.estimate(tensor4d(xt, [1, 28, 28, 1]), linear, t, [10], 0).as('epsilon'),
        );
        const { xt: ofXt, output } = conversion(linear, t, 'epsilon', 'x0');
        const x0Hat = (await epsilonHat.data()).map((value, i) => ofXt * xt[i] + output * value);
        epsilonHat.dispose();
        return meanSquare(x0, Float32Array.from(x0Hat));
      }),
    );
    expect(terms[8].raw).toBeCloseTo((expected[0] + expected[1]) / 2, 6);
    expect(terms[8].clipped).toBeLessThanOrEqual(terms[8].raw);
    const { times } = request();
    const rest = request({ firstGroup: 2, times: times.slice(2) });
    expect(await measure(bound(loaded, rest, never))).toEqual(terms.slice(6));
  });

  it('leaves no tensor behind when it is refused or stopped, and stops at once', async () => {
    for (const change of [{ perGroup: 3 }, { times: [Int32Array.of(0)] }, { labels: [11, 1, 1, 1] }])
      await expect(measure(bound(loaded, request(change), never))).rejects.toMatchObject({
        code: 'bad-request',
      });
    const stop = new AbortController();
    const times = Array.from({ length: 40 }, () => Int32Array.from({ length: 40 }, (_, i) => i + 1));
    const events = bound(loaded, request({ times }), stop.signal);
    await events.next();
    stop.abort(new Error('enough'));
    const started = performance.now();
    await expect(events.next().then(() => events.next())).rejects.toThrow('enough');
    expect(performance.now() - started).toBeLessThan(500);
    expect(memory().numTensors).toBe(before);
  });
});
