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
