import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../../diffusion/random';
import { PIXELS, SIDE } from '../pack';
import { unchanged } from './asItIs';

const noise = (count: number): Float32Array =>
  fillGaussian(key(3), new Float32Array(count)).map((value) => Math.min(1, Math.max(0, 0.5 + 0.2 * value)));

describe('unchanged', () => {
  it('keeps every pixel of a picture of 28 x 28', () => {
    const values = noise(PIXELS);
    const seen = unchanged({ width: SIDE, height: SIDE, values });
    seen.forEach((value, i) => expect(value).toBeCloseTo(2 * values[i] - 1, 5));
  });

  it('averages 2 x 2 pixels of a picture of 56 x 56', () => {
    const values = noise(56 * 56);
    const seen = unchanged({ width: 56, height: 56, values });
    const mean = [0, 1, 56, 57].reduce((sum, step) => sum + values[2 * 5 * 56 + 2 * 7 + step] / 4, 0);
    expect(seen[5 * SIDE + 7]).toBeCloseTo(2 * mean - 1, 5);
  });

  it('takes the middle of a wide picture, keeps its mean, and enlarges a small one', () => {
    const broad = Float32Array.from({ length: 60 * 30 }, (_, i) => (i % 60 >= 15 && i % 60 < 45 ? 0.75 : 0));
    for (const value of unchanged({ width: 60, height: 30, values: broad }))
      expect(value).toBeCloseTo(0.5, 5);
    const small = unchanged({ width: 2, height: 2, values: Float32Array.of(0, 1, 1, 0) });
    expect([small[0], small[SIDE - 1], small[(SIDE - 1) * SIDE], small[PIXELS - 1]]).toEqual([-1, 1, 1, -1]);
  });
});
