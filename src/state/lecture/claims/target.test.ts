import { beforeAll, describe, expect, it } from 'vitest';
import { digit } from '../../../data/pack';
import { programs } from '../../../diffusion/bugs/programs';
import { correlation } from '../../../diffusion/numbers/correlation';
import { degrade } from '../../../diffusion/pictures/degrade';
import { asTimestep, timestepOfNoise } from '../../../diffusion/pictures/noiseLevel';
import { joinPictures } from '../../../diffusion/pictures/pixels';
import { sampleKey } from '../../../diffusion/random';
import { ddimStep, ddpmStep } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import { conversion } from '../../../diffusion/training/parameterization';
import { shipped } from '../../../model/networks/shipped';
import { ForwardPath } from '../../picture/forwardPath';
import { linear, readPack, readShipped, rms } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

const { alphaBar, oneMinusAlphaBar, beta } = linear;
/** Standard deviation of the noise beside a digit of weight 1. */
const sigma = (t: number): number => Math.sqrt(oneMinusAlphaBar[t] / alphaBar[t]);

/** The digit test.12. */
let nine: Float32Array;
let network: ReturnType<typeof readShipped>;
beforeAll(async () => {
  const pack = await readPack('test');
  expect(pack.labels[12]).toBe(9);
  nine = digit(pack, 12);
  network = readShipped();
});

describe('x_300 of a 9 by 300 steps', () => {
  const t = 300;
  const stepNoise = new Float32Array(784);
  let xt: Float32Array;
  let epsilonHat: Float32Array;
  /** All the noise, brought to variance 1. */
  let noise: Float32Array;
  beforeAll(() => {
    const path = new ForwardPath(nine, linear, 'chain', 3);
    xt = path.xt(t, new Float32Array(784));
    path.stepNoise(t, stepNoise);
    noise = xt.map((x, i) => (x - Math.sqrt(alphaBar[t]) * nine[i]) / Math.sqrt(oneMinusAlphaBar[t]));
    epsilonHat = network.ask('epsilon', xt, t);
  });

  it('the network answers v, from which the noise and the digit follow', () => {
    expect(shipped.output).toBe('v');
    const { xt: x, output } = conversion(linear, t, 'v', 'epsilon');
    expect(x).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[t]), 12);
    expect(output).toBeCloseTo(Math.sqrt(alphaBar[t]), 12);
    const guess = xt.map(
      (value, i) => (value - Math.sqrt(oneMinusAlphaBar[t]) * epsilonHat[i]) / Math.sqrt(alphaBar[t]),
    );
    expect(rms(guess, network.ask('x0', xt, t))).toBeLessThan(1e-5);
    // Of an empty sheet the digit differs by 0.62.
    expect(rms(guess, nine)).toBeLessThan(0.2);
    expect(nine).toHaveLength(784);
  });

  it('the last step added a tenth of the noise; the network sees all of it', () => {
    expect(Math.sqrt(beta[t] / oneMinusAlphaBar[t])).toBeCloseTo(0.1, 2);
    expect(correlation(epsilonHat, stepNoise)).toBeCloseTo(0.1, 2);
    expect(correlation(epsilonHat, noise)).toBeCloseTo(0.99, 2);
  });

  it('beta is 0.0061; put out for the noise it scores as 0 does', () => {
    expect(beta[t]).toBeCloseTo(0.0061, 4);
    const score = (put: number): number => 1 + put ** 2;
    expect(score(beta[t])).toBeCloseTo(score(0), 2);
    expect(score(beta[t])).toBeCloseTo(1, 2);
    // Of this one picture, too, within the scatter of its 784 numbers.
    expect(rms(noise, new Float32Array(784).fill(beta[t]))).toBeCloseTo(rms(noise, new Float32Array(784)), 2);
  });

  it('x_299 has the weight 0.997 in it, so that a copy would score well', () => {
    expect(Math.sqrt(1 - beta[t])).toBeCloseTo(0.997, 3);
    const before = new ForwardPath(nine, linear, 'chain', 3).xt(t - 1, new Float32Array(784));
    expect(rms(xt, before)).toBeLessThan(0.1);
  });
});

it('at t = 950 the digit has the weight 0.0104, and an error of 0.01 becomes 0.96; the factor is 0.17 at t = 50', () => {
  expect(Math.sqrt(alphaBar[950])).toBeCloseTo(0.0104, 4);
  expect(0.01 * sigma(950)).toBeCloseTo(0.96, 2);
  expect(sigma(50)).toBeCloseTo(0.17, 2);
});

it('noise of t = 218 is restored at that t; told t = 40 the network leaves most of it, and the digit as it is', async () => {
  expect(timestepOfNoise(linear, 0.8)).toBe(218);
  expect(sigma(40)).toBeCloseTo(0.14, 2);
  const noisy = degrade(nine, 28, { kind: 'gaussian', sigma: 0.8 }, sampleKey(42, 'degrade', 0));
  const restore = (t: number): Promise<Float32Array[]> =>
    network.draw({
      labels: [10, 10],
      sampler: 'ddpm',
      steps: 10,
      start: { t, pictures: joinPictures([0, 1].map(() => asTimestep(linear, t, noisy))) },
    });
  /** What of the noise shows: pixels end at -1 and 1. */
  const shown = rms(
    noisy.map((x) => Math.max(-1, Math.min(1, x))),
    nine,
  );
  for (const picture of await restore(218)) expect(rms(picture, nine)).toBeLessThan(0.45 * shown);
  for (const picture of await restore(40)) {
    expect(rms(picture, nine)).toBeGreaterThan(0.85 * shown);
    expect(correlation(picture, nine)).toBeGreaterThan(0.6);
  }
});

it('an error of the noise is 157 times as large in the first guess, and with few steps much of that stays', () => {
  expect(Math.round(sigma(1000))).toBe(157);
  expect(sigma(1000) * ddpmStep(linear, 1000).x0).toBeCloseTo(0.02, 2);
  const [first, second] = timesteps(1000, 10);
  expect(sigma(first) * ddimStep(linear, first, second, 0).x0).toBeCloseTo(1.9, 1);
  const { right, wrong } = programs('no-clip');
  expect([right, wrong].map(({ factor, clips }) => [factor?.(1000), clips])).toEqual([
    [0.95, true],
    [0.95, false],
  ]);
});
