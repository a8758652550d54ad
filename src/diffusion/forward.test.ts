import { describe, expect, it } from 'vitest';
import {
  addNoise,
  additiveAsSchedule,
  additiveScale,
  additiveSigma,
  chainStep,
  extendChain,
} from './forward';
import { mix } from './mix';
import { fillGaussian, fold, key } from './random';
import { makeSchedule, snr, timestepOfSnr } from './schedule';
import { Trajectory } from './trajectory';

const s = makeSchedule('linear');
const x0 = Float32Array.from({ length: 784 }, (_, i) => Math.sin(i));
const epsilon = fillGaussian(key(1), new Float32Array(784));
const forwardTimes = (T: number): Int32Array => Int32Array.from({ length: T + 1 }, (_, t) => t);

describe('addNoise', () => {
  it('weighs signal and noise by their square roots', () => {
    const xt = addNoise(s, 640, x0, epsilon, new Float32Array(784));
    const [a, b] = [Math.sqrt(s.alphaBar[640]), Math.sqrt(1 - s.alphaBar[640])];
    xt.forEach((value, i) => expect(value).toBeCloseTo(a * x0[i] + b * epsilon[i], 6));
  });

  it('gives x_0 bit for bit at t = 0, and may overwrite its inputs', () => {
    expect(addNoise(s, 0, x0, epsilon, new Float32Array(784))).toEqual(x0);
    const expected = addNoise(s, 300, x0, epsilon, new Float32Array(784));
    const inPlace = x0.slice();
    expect(addNoise(s, 300, inPlace, epsilon, inPlace)).toEqual(expected);
  });

  it('refuses timesteps out of range and lengths that differ', () => {
    const out = new Float32Array(784);
    for (const t of [-1, 1001, 1.5, NaN]) expect(() => addNoise(s, t, x0, epsilon, out)).toThrow(/0 to 1000/);
    expect(() => addNoise(s, 1, x0, epsilon.subarray(1), out)).toThrow(/lengths/);
    expect(() => addNoise(s, 1, x0, epsilon, out.subarray(1))).toThrow(/lengths/);
  });
});

describe('the chain', () => {
  it('has the moments of the closed form for one x_0, to 1e-12', () => {
    let mean = 1;
    let variance = 0;
    for (let t = 1; t <= s.T; t++) {
      // x_t = a x_{t-1} + b epsilon, a^2 = 1 - beta_t, b^2 = beta_t
      mean *= Math.sqrt(1 - s.beta[t]);
      variance = (1 - s.beta[t]) * variance + s.beta[t];
      expect(Math.abs(mean - Math.sqrt(s.alphaBar[t]))).toBeLessThan(1e-12);
      expect(Math.abs(variance - (1 - s.alphaBar[t]))).toBeLessThan(1e-12);
      expect(Math.abs(variance - s.oneMinusAlphaBar[t])).toBeLessThan(1e-12);
    }
  });

  it('carries an impulse of signal and one of noise with these moments', () => {
    const [one, none] = [Float32Array.of(1), Float32Array.of(0)];
    const signal = one.slice();
    const noise = chainStep(s, 1, none, one, new Float32Array(1));
    for (let t = 1; t <= s.T; t++) chainStep(s, t, signal, none, signal);
    for (let t = 2; t <= s.T; t++) chainStep(s, t, noise, none, noise);
    expect(signal[0] / Math.sqrt(s.alphaBar[s.T])).toBeCloseTo(1, 4);
    expect(noise[0] / Math.sqrt((s.beta[1] * s.alphaBar[s.T]) / s.alphaBar[1])).toBeCloseTo(1, 4);
  });

  it('is the same in several calls as in one, each step with the noise of its t', () => {
    const [whole, slices] = [new Trajectory(forwardTimes(1000), 16), new Trajectory(forwardTimes(1000), 16)];
    for (const chain of [whole, slices]) chain.frame(0).set(x0.subarray(0, 16));
    extendChain(s, key(9), whole, 0, 1000);
    for (const [filled, upTo] of [
      [0, 1],
      [1, 400],
      [400, 400],
      [400, 1000],
    ] as const) {
      extendChain(s, key(9), slices, filled, upTo);
    }
    expect(slices.data).toEqual(whole.data);
    const z = fillGaussian(fold(key(9), 700), new Float32Array(16));
    expect(whole.frame(700)).toEqual(chainStep(s, 700, whole.frame(699), z, new Float32Array(16)));
  });

  it('refuses a trajectory without every timestep', () => {
    const sparse = new Trajectory(Int32Array.of(0, 2, 4), 4);
    expect(() => extendChain(s, key(1), sparse, 0, 2)).toThrow(/0, 1, 2/);
    expect(() => extendChain(s, key(1), new Trajectory(forwardTimes(5), 4), 0, 6)).toThrow(RangeError);
    expect(() => extendChain(s, key(1), new Trajectory(forwardTimes(5), 4), 0, 1001)).toThrow(RangeError);
    expect(() => chainStep(s, 0, x0, epsilon, new Float32Array(784))).toThrow(/1 to 1000/);
  });
});

describe('the additive process', () => {
  it('accumulates a variance of 10.05, sigma 3.17', () => {
    expect(s.beta.reduce((sum, beta) => sum + beta)).toBeCloseTo(10.05, 12);
    expect(additiveSigma(s, 1000)).toBeCloseTo(3.17017, 5);
    expect(additiveSigma(s, 0)).toBe(0);
  });

  it('is DDPM up to scale', () => {
    const rescaled = additiveAsSchedule(s);
    for (const t of [0, 1, 100, 500, 1000]) {
      const sigma = additiveSigma(s, t);
      expect(Math.abs(rescaled.alphaBar[t] - 1 / (1 + sigma * sigma))).toBeLessThan(1e-12);
      expect(additiveScale(s, t) ** 2).toBeCloseTo(rescaled.alphaBar[t], 12);
      const additive = mix(1, x0, sigma, epsilon, new Float32Array(784));
      const preserving = addNoise(rescaled, t, x0, epsilon, new Float32Array(784));
      additive.forEach((x, i) => expect(x * additiveScale(s, t)).toBeCloseTo(preserving[i], 6));
    }
  });

  it('is so step by step: a rescaled additive step is a step of the rescaled chain', () => {
    const rescaled = additiveAsSchedule(s);
    for (const t of [1, 2, 500, 1000]) {
      const ratio = additiveScale(s, t) / additiveScale(s, t - 1);
      expect(Math.abs(ratio - Math.sqrt(1 - rescaled.beta[t]))).toBeLessThan(1e-12);
      expect(Math.abs(additiveScale(s, t) ** 2 * s.beta[t] - rescaled.beta[t])).toBeLessThan(1e-12);
    }
  });

  it("ends at the noise level of DDPM's t = 486", () => {
    expect(timestepOfSnr(s, snr(additiveAsSchedule(s), 1000))).toBe(486);
  });
});
