/** Statistics of the generator and of the forward process. Seeds are fixed, so the outcomes are too. */
import { describe, expect, it } from 'vitest';
import { addNoise, extendChain } from './forward';
import { centralProbabilityOverDensity } from './numbers/normal';
import { fillGaussian, fold, key, permutation, STREAM, uniform, type Key } from './random';
import { makeSchedule } from './schedule';
import { Trajectory } from './trajectory';

const N = 200_000;
const gaussians = (k: Key, n: number): Float32Array => fillGaussian(k, new Float32Array(n));

describe('fillGaussian', () => {
  it.each([0, 1, 2, 31337, 2 ** 53 - 1])('seed %i: the moments and the distribution of N(0, 1)', (seed) => {
    const z = gaussians(key(seed), N);
    const { mean, variance, skewness, kurtosis } = moments(z);
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(N));
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / N));
    expect(Math.abs(skewness)).toBeLessThan(4 * Math.sqrt(6 / N));
    expect(Math.abs(kurtosis - 3)).toBeLessThan(4 * Math.sqrt(24 / N));
    expect(normalDistance(z)).toBeLessThan(1.63 / Math.sqrt(N));
  });

  it('does not correlate neighbouring counters', () => {
    const z = gaussians(key(11), N);
    for (const lag of [1, 2, 7, 28, 784]) {
      expect(Math.abs(correlation(z.subarray(lag), z.subarray(0, N - lag)))).toBeLessThan(4 / Math.sqrt(N));
    }
  });

  it('does not correlate neighbouring seeds, children and streams', () => {
    const root = key(12);
    const pairs: [Key, Key][] = [
      [key(0), key(1)],
      [key(1), key(2)],
      [key(1), key(1 + 2 ** 32)],
      [fold(root, 0), fold(root, 1)],
      [fold(root, 999), fold(root, 1000)],
      [root, fold(root, 0)],
      [fold(fold(root, 1), 2), fold(fold(root, 2), 1)],
      [fold(root, STREAM.reverse), fold(root, STREAM.forward)],
    ];
    for (const [a, b] of pairs) {
      expect(Math.abs(correlation(gaussians(a, N), gaussians(b, N)))).toBeLessThan(4 / Math.sqrt(N));
    }
  });

  it('is normal across keys as well: one pixel of many steps, and of many seeds', () => {
    const across = (at: (i: number) => Key): Float32Array =>
      Float32Array.from({ length: 50_000 }, (_, i) => gaussians(at(i), 1)[0]);
    const root = key(3);
    for (const z of [across((t) => fold(root, t)), across((seed) => key(seed))]) {
      expect(normalDistance(z)).toBeLessThan(1.63 / Math.sqrt(50_000));
      expect(Math.abs(correlation(z.subarray(1), z.subarray(0, -1)))).toBeLessThan(4 / Math.sqrt(50_000));
    }
  });

  it('fills a picture evenly for every key: chi-squared of signs over 10,000 pictures', () => {
    // The sum of 784 signs has variance 784, so the mean of its square over 784 is 1 +- sqrt(2 / 10,000).
    const z = new Float32Array(784);
    let chi = 0;
    for (let i = 0; i < 10_000; i++) {
      const sum = fillGaussian(fold(key(21), i), z).reduce((total, value) => total + Math.sign(value), 0);
      chi += (sum * sum) / 784 / 10_000;
    }
    expect(Math.abs(chi - 1)).toBeLessThan(4 * Math.sqrt(2 / 10_000));
  });
});

describe('uniform and permutation', () => {
  it('spreads uniform numbers evenly', () => {
    const counts = new Float64Array(100);
    for (let i = 0; i < N; i++) counts[Math.floor(100 * uniform(key(4), i))]++;
    const chi = counts.reduce((sum, count) => sum + (count - N / 100) ** 2 / (N / 100), 0);
    // Chi-squared of 99 degrees of freedom: 4 standard deviations about its mean.
    expect(Math.abs(chi - 99)).toBeLessThan(4 * Math.sqrt(2 * 99));
  });

  it('draws every order equally often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = permutation(fold(key(8), i), 4).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi - 23)).toBeLessThan(4 * Math.sqrt(2 * 23));
  });
});

describe('the forward chain', () => {
  it('has the distribution of the closed form', () => {
    const n = 20_000;
    const s = makeSchedule('cosine', 40);
    const chain = new Trajectory(
      Int32Array.from({ length: 41 }, (_, t) => t),
      n,
    );
    chain.frame(0).fill(0.7);
    extendChain(s, key(5), chain, 0, 40);
    for (const t of [1, 10, 20, 40]) {
      const signal = Math.sqrt(s.alphaBar[t]);
      const noise = Math.sqrt(s.oneMinusAlphaBar[t]);
      const closed = addNoise(s, t, chain.frame(0), gaussians(key(6), n), new Float32Array(n));
      for (const xt of [chain.frame(t), closed]) {
        const { mean, variance } = moments(xt);
        expect(Math.abs(mean - 0.7 * signal)).toBeLessThan((4 * noise) / Math.sqrt(n));
        expect(Math.abs(variance / noise ** 2 - 1)).toBeLessThan(4 * Math.sqrt(2 / n));
        expect(normalDistance(xt.map((x) => (x - 0.7 * signal) / noise))).toBeLessThan(1.63 / Math.sqrt(n));
      }
    }
  });

  it('has the correlation sqrt(alphaBar) between x_t and x_0', () => {
    const n = 50_000;
    const s = makeSchedule('linear', 20);
    const chain = new Trajectory(
      Int32Array.from({ length: 21 }, (_, t) => t),
      n,
    );
    fillGaussian(key(7), chain.frame(0));
    extendChain(s, key(8), chain, 0, 20);
    for (const t of [1, 5, 10, 20]) {
      const expected = Math.sqrt(s.alphaBar[t]);
      expect(Math.abs(correlation(chain.frame(0), chain.frame(t)) - expected)).toBeLessThan(4 / Math.sqrt(n));
    }
  });
});

function moments(x: Float32Array): Record<'mean' | 'variance' | 'skewness' | 'kurtosis', number> {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const central = (power: number): number =>
    x.reduce((sum, value) => sum + (value - mean) ** power, 0) / x.length;
  const variance = central(2);
  return { mean, variance, skewness: central(3) / variance ** 1.5, kurtosis: central(4) / variance ** 2 };
}

function correlation(x: Float32Array, y: Float32Array): number {
  const [a, b] = [moments(x), moments(y)];
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] - a.mean) * (y[i] - b.mean);
  return sum / x.length / Math.sqrt(a.variance * b.variance);
}

/** Kolmogorov's distance between a sample and N(0, 1); its 1 % point is 1.63 / sqrt(n). */
function normalDistance(sample: Float32Array): number {
  const sorted = sample.slice().sort();
  let distance = 0;
  sorted.forEach((x, i) => {
    const q = Math.abs(x);
    const density = Math.exp((-q * q) / 2) / Math.sqrt(2 * Math.PI);
    const below = 0.5 + Math.sign(x) * density * centralProbabilityOverDensity(q);
    distance = Math.max(
      distance,
      Math.abs(below - i / sorted.length),
      Math.abs(below - (i + 1) / sorted.length),
    );
  });
  return distance;
}
