import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { digit, type Pack } from '../../../data/pack';
import { EVERY_CLASS, posteriorMean, posteriorWeights } from '../../../diffusion/exact';
import { addNoise } from '../../../diffusion/forward';
import { meanSquareError } from '../../../diffusion/pictures/similarity';
import { fillGaussian, key } from '../../../diffusion/random';
import { readKnownDigits } from '../../../engine/worker/sampling/knownDigits.test-helper';
import { linear, readPack, readShipped } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

/** What is told of the page's own network. */
const card = JSON.parse(readFileSync('public/models/shipped.card.json', 'utf8')) as {
  training: { updates: number };
  heldOutEpsilonLoss: { bandsOf100: number[] };
  quality: { rows: { name: string; samples: { accuracy: number } }[] };
};
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

let network: ReturnType<typeof readShipped>;
let test: Pack;
beforeAll(async () => {
  network = readShipped();
  test = await readPack('test');
});

it('the page’s own network has had 110,000 updates, and 99 of 100 of its digits are read correctly', () => {
  expect(card.training.updates).toBe(110_000);
  const { samples } = card.quality.rows[0];
  expect(Math.round(100 * samples.accuracy)).toBe(99);
});

it('from update 300 to 1,000 the loss falls by a quarter to a third', () => {
  const measured =
    /after 300 updates a held-out loss of (\S+) to (\S+) and.*after\s1,000 (\S+) to (\S+) and/s.exec(
      readFileSync('PERFORMANCE.md', 'utf8'),
    );
  const [low, high, lowAfter, highAfter] = (measured ?? []).slice(1).map(Number);
  expect(Math.round(100 * (1 - highAfter / low))).toBeGreaterThanOrEqual(25);
  expect(1 - lowAfter / high).toBeLessThan(1 / 3);
});

it('43 % of its held-out loss stands at t up to 100, and 5 % above 500', () => {
  const bands = card.heldOutEpsilonLoss.bandsOf100;
  const share = (some: readonly number[]): number => sum(some) / sum(bands);
  expect(Math.round(100 * share(bands.slice(0, 1)))).toBe(43);
  expect(Math.round(100 * share(bands.slice(5)))).toBe(5);

  // The same, measured on a few digits.
  const count = 20;
  const lossAt = (t: number): number =>
    sum(
      Array.from({ length: count }, (_, i) => {
        const epsilon = fillGaussian(key(i), new Float32Array(784));
        const xt = addNoise(linear, t, digit(test, i), epsilon, new Float32Array(784));
        return meanSquareError(network.ask('epsilon', xt, t), epsilon) / count;
      }),
    );
  const mean = (times: readonly number[]): number => sum(times.map(lossAt)) / times.length;
  const first = mean([10, 30, 50, 70, 90]);
  const middle = sum([150, 250, 350, 450].map(lossAt));
  const last = sum([550, 650, 750, 850, 950].map(lossAt));
  const all = first + middle + last;
  expect(first / all).toBeGreaterThan(0.38);
  expect(first / all).toBeLessThan(0.5);
  expect(last / all).toBeLessThan(0.08);
});

it('on digits that it knows, the exact denoiser’s loss is below the network’s', async () => {
  const { points } = await readKnownDigits();
  const train = await readPack('train-0');
  for (const t of [100, 300, 500]) {
    let [exact, own] = [0, 0];
    for (const i of [3, 13, 23]) {
      const epsilon = fillGaussian(key(i), new Float32Array(784));
      const xt = addNoise(linear, t, digit(train, i), epsilon, new Float32Array(784));
      const guess = posteriorMean(points, posteriorWeights(points, xt, linear, t, EVERY_CLASS));
      const [signal, noise] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
      exact += meanSquareError(
        epsilon,
        xt.map((x, k) => (x - signal * guess[k]) / noise),
      );
      own += meanSquareError(epsilon, network.ask('epsilon', xt, t));
    }
    expect(exact).toBeLessThan(own);
  }
});
