import { describe, expect, it } from 'vitest';
import { additiveSigma } from '../forward';
import { mixtureDensity, mixturePosteriorMean, mixtureScore, TWO_MODES, tweedie } from '../mixture';
import { ksBand, ksDistance } from '../numbers/kolmogorov';
import { fillGaussian, fold, key } from '../random';
import { makeSchedule } from '../schedule';
import {
  bellDensity,
  closedFormBell,
  likelihoodBell,
  meanByEpsilon,
  posteriorBell,
  productOfBells,
  x0HatOf,
} from './bells';
import { ChainSamples } from './chainSamples';
import { gaussianBound, modelLaw } from './gaussianBound';
import { chainVariances, sampleVariance, twoSteps } from './variances';

const linear = makeSchedule('linear');

/** The integral of f by the midpoint rule. */
function integral(f: (x: number) => number, low: number, high: number, pieces = 20_000): number {
  const width = (high - low) / pieces;
  let sum = 0;
  for (let i = 0; i < pieces; i++) sum += f(low + (i + 0.5) * width);
  return sum * width;
}

describe('two noise steps', () => {
  it('have the variance of one', () => {
    for (const [first, middle, last] of [
      [0, 1, 2],
      [498, 499, 500],
      [300, 400, 500],
      [0, 1, 1000],
    ]) {
      const { before, after, together } = twoSteps(linear, first, middle, last);
      expect(before ** 2 + after ** 2).toBeCloseTo(together ** 2, 14);
      const ratio = linear.alphaBar[last] / linear.alphaBar[first];
      expect(together ** 2).toBeCloseTo(1 - ratio, 12);
    }
  });

  it('have its law in draws, too', () => {
    const n = 10_000;
    const { before, after, together } = twoSteps(linear, 300, 400, 500);
    const draw = (i: number): Float32Array => fillGaussian(fold(key(42), i), new Float32Array(n));
    const [one, two, direct] = [draw(0), draw(1), draw(2)];
    const sum = one.map((z, i) => before * z + after * two[i]);
    const once = direct.map((z) => together * z);
    expect(Math.abs(sampleVariance(sum) / together ** 2 - 1)).toBeLessThan(0.05);
    expect(ksDistance(sum.sort(), once.sort())).toBeLessThan(ksBand(n, n));
  });
});

it('keeps variance 1 with the factor, and adds up all beta without it', () => {
  const { kept, grown } = chainVariances(linear, 1);
  for (const t of [0, 1, 500, 1000]) {
    expect(kept[t]).toBeCloseTo(1, 12);
    expect(grown[t]).toBeCloseTo(1 + additiveSigma(linear, t) ** 2, 12);
  }
  // 1000 (1e-4 + 0.02) / 2.
  expect(grown[1000]).toBeCloseTo(11.05, 10);
  const narrow = chainVariances(linear, 0.5).kept;
  expect(narrow[300]).toBeCloseTo(1 - 0.5 * linear.alphaBar[300], 12);
  expect(sampleVariance(Float32Array.of(1, 2, 3, 4))).toBeCloseTo(5 / 3, 14);
});

describe('the chain and the closed form', () => {
  const n = 4000;
  const chain = new ChainSamples(linear, TWO_MODES, key(7), n);

  it('gives any state that it has reached, the same in any order', () => {
    expect(chain.has(1)).toBe(false);
    expect(() => chain.byChain(5)).toThrow(RangeError);
    let calls = 1;
    while (!chain.advance()) calls++;
    expect(calls).toBe(100);
    const late = chain.byChain(437);
    chain.byChain(12);
    expect(chain.byChain(437)).toEqual(late);
    expect(chain.byChain(1000)).toHaveLength(n);
    expect(chain.byChain(0)).not.toEqual(chain.byClosedForm(0));
  });

  it.each([0, 10, 123, 500, 1000])('have one law at t = %i', (t) => {
    const [a, b] = [chain.byChain(t), chain.byClosedForm(t)];
    // 0.3 and 0.7 at -1 and 1, each with a spread of 0.1: variance 0.84 + 0.01.
    const variance = 0.85 * linear.alphaBar[t] + linear.oneMinusAlphaBar[t];
    for (const sample of [a, b]) expect(Math.abs(sampleVariance(sample) / variance - 1)).toBeLessThan(0.08);
    expect(ksDistance(a.sort(), b.sort())).toBeLessThan(ksBand(n, n));
  });

  it('reaches the end of a chain whose length is no multiple of ten', () => {
    const short = new ChainSamples(makeSchedule('linear', 14), TWO_MODES, key(7), 3);
    expect(short.advance()).toBe(false);
    expect(short.advance()).toBe(true);
    expect(short.byChain(14)).toHaveLength(3);
    expect(short.byChain(10)).not.toEqual(short.byChain(14));
  });
});

describe('the posterior', () => {
  it.each([
    [500, 499],
    [500, 400],
    [2, 1],
    [1000, 1],
  ])('is the product of two bells, from t = %i to %i', (t, tPrev) => {
    const [xt, x0] = [0.7, -0.4];
    const product = productOfBells(likelihoodBell(linear, t, tPrev, xt), closedFormBell(linear, tPrev, x0));
    const formula = posteriorBell(linear, t, tPrev, xt, x0);
    expect(product.mean).toBeCloseTo(formula.mean, 10);
    expect(product.variance / formula.variance).toBeCloseTo(1, 10);
  });

  it('is the product of the densities, divided by its integral', () => {
    const [a, b] = [
      { mean: 0.5, variance: 0.2 },
      { mean: -1, variance: 0.7 },
    ];
    const product = productOfBells(a, b);
    const norm = integral((x) => bellDensity(a, x) * bellDensity(b, x), -8, 8);
    for (const x of [-1, 0, 0.3])
      expect(bellDensity(product, x)).toBeCloseTo((bellDensity(a, x) * bellDensity(b, x)) / norm, 9);
  });

  it('has the same mean through epsilonHat', () => {
    for (const [t, tPrev] of [
      [500, 499],
      [700, 600],
      [1000, 1],
    ]) {
      const x0Hat = x0HatOf(linear, t, 0.3, -0.8);
      expect(Math.sqrt(linear.alphaBar[t]) * x0Hat - Math.sqrt(linear.oneMinusAlphaBar[t]) * 0.8).toBeCloseTo(
        0.3,
        9,
      );
      const { mean } = posteriorBell(linear, t, tPrev, 0.3, x0Hat);
      expect(meanByEpsilon(linear, t, tPrev, 0.3, -0.8)).toBeCloseTo(mean, 9);
    }
  });
});

describe('Tweedie', () => {
  it.each([
    [2, 1.3],
    [300, -0.2],
    [700, 2],
    [1000, -3],
  ])('gives the posterior mean at t = %i', (t, x) => {
    const [signal, noise] = [linear.alphaBar[t], linear.oneMinusAlphaBar[t]];
    const score = mixtureScore(TWO_MODES, x, signal, noise);
    const h = 1e-5;
    const slope =
      (Math.log(mixtureDensity(TWO_MODES, x + h, signal, noise)) -
        Math.log(mixtureDensity(TWO_MODES, x - h, signal, noise))) /
      (2 * h);
    expect(score / slope).toBeCloseTo(1, 5);
    const mean = tweedie(x, score, signal, noise);
    expect(mean).toBeCloseTo(mixturePosteriorMean(TWO_MODES, x, signal, noise), 9);
    // Bayes by numbers.
    const weight = (x0: number): number =>
      mixtureDensity(TWO_MODES, x0, 1, 0) * bellDensity({ mean: Math.sqrt(signal) * x0, variance: noise }, x);
    const total = integral(weight, -3, 3);
    expect(mean).toBeCloseTo(integral((x0) => x0 * weight(x0), -3, 3) / total, 6);
  });
});

describe('the bound where all is a formula', () => {
  const s = makeSchedule('linear', 4);
  const law = { mean: 0.2, variance: 0.25 };

  it.each([-1.5, 0, 0.2, 1])('is one sum in both forms, above the surprise, at x0 = %f', (x0) => {
    const { prior, steps, decoder, sum, direct, surprise } = gaussianBound(s, law, x0);
    expect(steps).toHaveLength(3);
    expect(prior + steps.reduce((a, b) => a + b) + decoder).toBeCloseTo(sum, 12);
    expect(direct).toBeCloseTo(sum, 10);
    expect(sum).toBeGreaterThan(surprise);
    for (const term of [prior, ...steps]) expect(term).toBeGreaterThan(0);
  });

  it('is the mean over paths of the forward chain', () => {
    const n = 40_000;
    const x0 = 0.8;
    const { sum } = gaussianBound(s, law, x0);
    const noises = [1, 2, 3, 4].map((t) => fillGaussian(fold(key(3), t), new Float32Array(n)));
    const log = (x: number, mean: number, variance: number): number =>
      Math.log(bellDensity({ mean, variance }, x));
    let total = 0;
    for (let i = 0; i < n; i++) {
      let x = x0;
      for (let t = 1; t <= 4; t++) {
        const before = x;
        const { beta, alphaBar } = s;
        x = Math.sqrt(1 - beta[t]) * before + Math.sqrt(beta[t]) * noises[t - 1][i];
        total += log(x, Math.sqrt(1 - beta[t]) * before, beta[t]);
        const variance = t === 1 ? beta[1] : (beta[t] * (1 - alphaBar[t - 1])) / (1 - alphaBar[t]);
        const { mean } = productOfBells(
          { mean: x / Math.sqrt(alphaBar[t]), variance: (1 - alphaBar[t]) / alphaBar[t] },
          law,
        );
        total -= log(before, t === 1 ? mean : posteriorBell(s, t, t - 1, x, mean).mean, variance);
      }
      total -= log(x, 0, 1);
    }
    expect(Math.abs(total / n - sum)).toBeLessThan(0.03);
  });

  it('has a model whose law is near that of the data with many steps', () => {
    const { mean, variance } = modelLaw(linear, law);
    expect(mean).toBeCloseTo(0.2, 2);
    expect(variance).toBeCloseTo(0.25, 2);
    const drawn = integral((x) => bellDensity(modelLaw(s, law), x), -6, 6);
    expect(drawn).toBeCloseTo(1, 9);
  });
});
