import { setFlagsFromString } from 'node:v8';
import { expect, it } from 'vitest';
import { timeAt, sigmaAt } from '../diffusion/plane/wayBack';
import { fillGaussian, key } from '../diffusion/random';
import { isSupported } from './cpu/assemble';
import { plane } from './networks/plane';
import { pointEstimate } from './pointEstimate';
import { trainingSchedule } from './preconditioning';
import { evaluatePlainly } from './prove';
import { shipped } from './networks/shipped';
import { someWeights } from './someWeights.test-helper';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const schedule = trainingSchedule(plane);

it('finds the t of a sigma, between timesteps too', () => {
  for (const t of [1, 2, 137, 999, 1000]) expect(timeAt(schedule, sigmaAt(schedule, t))).toBeCloseTo(t, 9);
  const between = Math.sqrt(sigmaAt(schedule, 40) * sigmaAt(schedule, 41));
  expect(timeAt(schedule, between)).toBeCloseTo(40.5, 9);
  expect(timeAt(schedule, 1e-9)).toBe(1);
  expect(timeAt(schedule, 1e9)).toBe(1000);
});

it('is what plain loops compute, for many points at once', () => {
  const weights = someWeights(plane);
  const estimate = pointEstimate(plane, weights);
  const points = Float64Array.from(fillGaussian(key(3), new Float32Array(2 * 600)));
  const t = 300;
  const sigma = sigmaAt(schedule, t);
  const out = new Float64Array(points.length);
  estimate(points, sigma, out);
  for (const i of [0, 255, 256, 599]) {
    const xt = Float32Array.from(points.subarray(2 * i, 2 * i + 2), (x) => x / Math.hypot(1, sigma));
    const expected = evaluatePlainly(plane, weights, xt, schedule, t, 0);
    expect(out[2 * i]).toBeCloseTo(expected[0], 4);
    expect(out[2 * i + 1]).toBeCloseTo(expected[1], 4);
    expect(Math.abs(expected[0])).toBeGreaterThan(1e-3);
  }
});

it('refuses a network of pictures', () => {
  expect(() => pointEstimate(shipped, new Map())).toThrow('does not predict the noise of points');
});
