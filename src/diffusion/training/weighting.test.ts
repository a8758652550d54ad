import { describe, expect, it } from 'vitest';
import { conversion } from './parameterization';
import { makeSchedule, snr } from '../schedule';
import { lossWeight, WEIGHTINGS } from './weighting';

const linear = makeSchedule('linear');

describe('lossWeight', () => {
  it.each(['v', 'x0'] as const)('counts errors of %s the same wherever alphaBar is not tiny', (kind) => {
    for (const t of [1, 100, 500, 600]) {
      // An error of epsilon is `output` times as large as that of the other quantity.
      const { output } = conversion(linear, t, kind, 'epsilon');
      expect(lossWeight(kind, linear, t) * output ** 2).toBeCloseTo(1, 10);
    }
  });

  it('treats an alphaBar below 0.02 as 0.02', () => {
    expect(linear.alphaBar[1000]).toBeLessThan(0.02);
    expect(lossWeight('v', linear, 1000)).toBe(50);
    expect(lossWeight('x0', linear, 1000)).toBeCloseTo(50, 2);
  });

  it('is 1 for epsilon, and for a clipped SNR up to SNR 5', () => {
    for (const t of [1, 500, 1000]) expect(lossWeight('epsilon', linear, t)).toBe(1);
    expect(lossWeight('snr-clipped', linear, 1000)).toBe(1);
    expect(lossWeight('snr-clipped', linear, 1)).toBeCloseTo(5 / snr(linear, 1), 12);
  });

  it('refuses t = 0', () => {
    for (const weighting of WEIGHTINGS) expect(() => lossWeight(weighting, linear, 0)).toThrow(RangeError);
  });
});
