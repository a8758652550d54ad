import { expect, it } from 'vitest';
import { digit } from '../../../data/pack';
import { detectability, shareTold } from '../../../diffusion/endOfForward';
import { additiveAsSchedule } from '../../../diffusion/forward';
import { linear, readPack } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

it('the betas add up to 10.05; an observer who knows both is right in 99.98 of 100 tries, and in 53', async () => {
  const sum = linear.beta.reduce((total, beta) => total + beta, 0);
  expect(sum).toBeCloseTo(10.05, 2);
  expect(Math.sqrt(sum)).toBeCloseTo(3.17, 2);
  const pack = await readPack('train-0');
  expect(pack.labels[7]).toBe(3);
  const distanceToBlank = Math.hypot(...digit(pack, 7).map((pixel) => pixel + 1));
  const told = (s: typeof linear): number => 100 * shareTold(detectability(s, 1000, distanceToBlank));
  expect(told(additiveAsSchedule(linear))).toBeCloseTo(99.98, 2);
  expect(Math.round(told(linear))).toBe(53);
});

it('a variance of 1 becomes 11.05 with the weight 1, 0.505 with 1 - beta, and stays 1 with the root', () => {
  const after = (weight: (beta: number) => number): number =>
    linear.beta.slice(1).reduce((variance, beta) => weight(beta) ** 2 * variance + beta, 1);
  expect(after(() => 1)).toBeCloseTo(11.05, 2);
  expect(after((beta) => 1 - beta)).toBeCloseTo(0.505, 3);
  expect(after((beta) => Math.sqrt(1 - beta))).toBeCloseTo(1, 6);
});
