import { memory, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPacks } from '../cli/digits';
import { digitSet } from '../data/trainingDigits';
import { EVERY_CLASS, posteriorMean, posteriorWeights, type Points } from '../diffusion/exact';
import { addNoise } from '../diffusion/forward';
import { fromBytes } from '../diffusion/pictures/pixels';
import { fillGaussian, fold, key } from '../diffusion/random';
import { makeSchedule } from '../diffusion/schedule';
import { openBackend } from './openBackend';
import { startTfjs } from './backends/onCpu';
import { createExactDenoiser, type ExactDenoiser } from './exactDenoiser';

const linear = makeSchedule('linear');
const TIMES = [
  1, 2, 5, 10, 20, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500, 550, 600, 650, 700, 800, 900,
];
let before: number;

beforeAll(async () => {
  await openBackend({ wanted: 'wasm' });
  await startTfjs();
  before = memory().numTensors;
});

afterAll(() => expect(memory().numTensors).toBe(before));

/** E[x_0 | x_t] for one x_t, on the backend. */
async function mean(exact: ExactDenoiser, xt: Float32Array, t: number, label: number): Promise<Float32Array> {
  const side = Math.sqrt(xt.length);
  const x0 = tidy(() => exact.estimate(tensor4d(xt, [1, side, side, 1]), linear, t, [label], 0).as('x0'));
  const values = Float32Array.from(await x0.data());
  x0.dispose();
  return values;
}

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

const noised = (x0: Float32Array, t: number, n: number): Float32Array =>
  addNoise(
    linear,
    t,
    x0,
    fillGaussian(fold(key(5), n), new Float32Array(x0.length)),
    new Float32Array(x0.length),
  );

describe('the exact denoiser over 10,000 digits', () => {
  it('agrees with the direct sum in float64 to 1e-5, from t = 1 to 1000, with and without a class', async () => {
    const set = digitSet(await readPacks('train', 10_000), { first: 10_000, label: EVERY_CLASS, size: 28 });
    const points: Points = { bytes: set.pixels, labels: set.labels };
    const exact = createExactDenoiser(points, 28);
    const cases = [...TIMES, 950, 999, 1000, 1000].flatMap((t, i) => [
      { t, digit: 7 * i, label: EVERY_CLASS },
      // The digit's own class and others.
      { t, digit: 7 * i + 1, label: i % 2 === 0 ? points.labels[7 * i + 1] : i % 10 },
    ]);
    expect(cases).toHaveLength(50);
    for (const [i, { t, digit, label }] of cases.entries()) {
      const xt = noised(fromBytes(points.bytes.subarray(784 * digit, 784 * (digit + 1))), t, i);
      const direct = posteriorMean(points, posteriorWeights(points, xt, linear, t, label));
      const worst = furthest(direct, await mean(exact, xt, t, label));
      expect.soft(worst, `t = ${t}, digit ${digit}, class ${label}`).toBeLessThan(1e-5);
    }
    exact.dispose();
  });
});

describe('the exact denoiser over a few digits', () => {
  // Twins that differ by one grey level in a few pixels: in plain float32 they would be indistinguishable at small t.
  const one = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256);
  const twin = one.map((byte, i) => (i % 100 === 0 ? byte ^ 1 : byte));
  const points: Points = { bytes: Uint8Array.from([...one, ...twin]), labels: Uint8Array.of(3, 8) };

  it('tells twins apart', async () => {
    const exact = createExactDenoiser(points, 28);
    for (const t of [1, 3, 30, 300])
      for (let n = 0; n < 4; n++) {
        const xt = noised(fromBytes(one), t, n);
        const weights = posteriorWeights(points, xt, linear, t, EVERY_CLASS);
        const shares = tidy(() =>
          exact.weights(exact.logits(tensor4d(xt, [1, 28, 28, 1]), linear, t, [EVERY_CLASS])),
        );
        expect.soft(furthest(weights, await shares.data()), `t = ${t}`).toBeLessThan(1e-4);
        shares.dispose();
        expect
          .soft(furthest(posteriorMean(points, weights), await mean(exact, xt, t, EVERY_CLASS)))
          .toBeLessThan(1e-5);
      }
    exact.dispose();
  });

  it('respects the given class, and guides away from the others', async () => {
    const exact = createExactDenoiser(points, 28);
    const xt = noised(fromBytes(one), 1, 0);
    expect(furthest(await mean(exact, xt, 1, 8), fromBytes(twin))).toBeLessThan(1e-6);
    const [conditional, unconditional] = [await mean(exact, xt, 1, 8), await mean(exact, xt, 1, EVERY_CLASS)];
    const guided = tidy(() => exact.estimate(tensor4d(xt, [1, 28, 28, 1]), linear, 1, [8], 2).as('x0'));
    expect(
      furthest(
        await guided.data(),
        conditional.map((value, i) => 3 * value - 2 * unconditional[i]),
      ),
    ).toBeLessThan(1e-6);
    guided.dispose();
    exact.dispose();
  });
});
