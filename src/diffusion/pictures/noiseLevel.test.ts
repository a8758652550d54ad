import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { decodePack, digit } from '../../data/pack';
import { packsFor } from '../../data/packs';
import { degrade } from './degrade';
import { asTimestep, estimateNoise, noiseAt, timestepOfNoise } from './noiseLevel';
import { fillGaussian, fold, key, STREAM } from '../random';
import { makeSchedule, snr } from '../schedule';

const linear = makeSchedule('linear');

describe('the estimated noise level', () => {
  it('is right for pure noise, and 0 for a flat picture', () => {
    const noise = fillGaussian(key(3), new Float32Array(400 * 400));
    expect(Math.abs(estimateNoise(noise, 400) - 1)).toBeLessThan(0.01);
    expect(estimateNoise(new Float32Array(784).fill(-1), 28)).toBe(0);
  });

  it('ignores ramps in either direction', () => {
    const ramp = Float32Array.from({ length: 784 }, (_, i) => (i % 28) / 32 - Math.floor(i / 28) / 64);
    expect(estimateNoise(ramp, 28)).toBe(0);
  });

  // Bias and RMSE over 2,000 test digits, as the docstring has them; NumPy gives the same within the last digit.
  it.each([
    [0.1, 0.023, 0.025],
    [0.2, 0.029, 0.033],
    [0.3, 0.027, 0.033],
    [0.5, 0.021, 0.035],
    [0.8, 0.017, 0.047],
    [1.2, 0.013, 0.064],
  ])('is off by what is stated on test digits with sigma = %d', async (sigma, bias, rmse) => {
    const [info] = packsFor('test', 2000);
    const pack = await decodePack(await readFile('public/data/test.bin'), info);
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < 2000; i++) {
      const k = fold(fold(key(7), STREAM.degrade), i);
      const error = estimateNoise(degrade(digit(pack, i), 28, { kind: 'gaussian', sigma }, k), 28) - sigma;
      sum += error / 2000;
      squares += error ** 2 / 2000;
    }
    expect(Math.abs(sum - bias)).toBeLessThan(0.0015 + 0.002 * sigma);
    expect(Math.abs(Math.sqrt(squares) - rmse)).toBeLessThan(0.0015 + 0.002 * sigma);
  });

  it('refuses values that do not form a picture', () => {
    expect(() => estimateNoise(new Float32Array(10), 4)).toThrow('10 pixels are no picture of 4 a row');
    expect(() => estimateNoise(new Float32Array(4), 4)).toThrow('no picture');
  });
});

describe('the timestep of a noise level', () => {
  it('has the same signal-to-noise ratio', () => {
    for (const schedule of [linear, makeSchedule('cosine'), makeSchedule('linear', 4000)])
      for (const sigma of [0.05, 0.5, 1, 4]) {
        const t = timestepOfNoise(schedule, sigma);
        const away = (at: number): number => Math.abs(Math.log(snr(schedule, at) * sigma ** 2));
        expect(away(t)).toBeLessThanOrEqual(Math.min(away(t - 1), away(t + 1)));
      }
    // By NumPy, from betas and their products alone.
    expect(timestepOfNoise(linear, 1)).toBe(259);
    expect(timestepOfNoise(linear, 0.5)).toBe(145);
  });

  it('is 0 without noise, and T for more noise than at the end', () => {
    expect(timestepOfNoise(linear, 0)).toBe(0);
    expect(timestepOfNoise(linear, 1e6)).toBe(1000);
    expect(() => timestepOfNoise(linear, -0.1)).toThrow('sigma is -0.1');
  });

  it('scales a noisy picture to the weights of the process', () => {
    const [x0, epsilon, t] = [0.8, -1.3, 300];
    const noisy = Float32Array.of(x0 + noiseAt(linear, t) * epsilon);
    const expected = Math.sqrt(linear.alphaBar[t]) * x0 + Math.sqrt(linear.oneMinusAlphaBar[t]) * epsilon;
    expect(asTimestep(linear, t, noisy)[0]).toBeCloseTo(expected, 6);
    expect(asTimestep(linear, 0, noisy)).toEqual(noisy);
  });
});
