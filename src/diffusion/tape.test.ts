import { describe, expect, it } from 'vitest';
import { additiveSigma } from './forward';
import { fillGaussian, key } from './random';
import { makeSchedule } from './schedule';
import { playBack } from './tape';
import { timesteps } from './timesteps';

const linear = makeSchedule('linear');
const times = Int32Array.of(...timesteps(1000, 250), 0);
const x0 = fillGaussian(key(1), new Float32Array(2000));

describe('the tape played backwards', () => {
  const back = playBack(linear, key(5), x0, times);

  it('returns to the picture, except for float32 rounding', () => {
    expect(Math.max(...back.frameAt(0).map((value, i) => Math.abs(value - x0[i])))).toBeLessThan(1e-5);
  });

  it('begins where the additive process ends: the picture and noise of its variance, brought to variance 1', () => {
    const sigma = additiveSigma(linear, 1000);
    const noise = back.frame(0).map((value, i) => (value * Math.hypot(1, sigma) - x0[i]) / sigma);
    const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
    // Four standard errors of 2000 squares.
    expect(Math.abs(variance - 1)).toBeLessThan(0.13);
    expect(playBack(linear, key(5), x0, times).data).toEqual(back.data);
  });
});
