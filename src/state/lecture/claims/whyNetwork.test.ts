import { expect, it } from 'vitest';
import { digit } from '../../../data/pack';
import { effectiveNumber, EVERY_CLASS, posteriorWeights } from '../../../diffusion/exact';
import { addNoise } from '../../../diffusion/forward';
import { fillGaussian, key } from '../../../diffusion/random';
import { linear, readPack } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

it('beta_700 is 0.0140; many of 10,000 digits could have become x_700, and one x_100', async () => {
  expect(linear.beta[700]).toBeCloseTo(0.014, 4);
  const packs = [await readPack('train-0'), await readPack('train-1')];
  const bytes = Buffer.concat(packs.map(({ pixels }) => pixels));
  const labels = Buffer.concat(packs.map((pack) => pack.labels));
  expect(labels).toHaveLength(10_000);
  const three = digit(packs[0], 7);
  const noise = fillGaussian(key(3), new Float32Array(784));
  const sharing = (t: number): number => {
    const xt = addNoise(linear, t, three, noise, new Float32Array(784));
    return effectiveNumber(posteriorWeights({ bytes, labels }, xt, linear, t, EVERY_CLASS));
  };
  expect(sharing(700)).toBeGreaterThan(10);
  expect(sharing(100)).toBeLessThan(1.01);
});
