import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handSchedule, monotoneCubic } from './handCurve';

describe('monotoneCubic', () => {
  it('passes through its points, and is straight if they are', () => {
    const curve = monotoneCubic([1, 3, 2, 2, 5]);
    [1, 3, 2, 2, 5].forEach((y, x) => expect(curve(x)).toBeCloseTo(y, 14));
    const line = monotoneCubic([0, 2, 4, 6]);
    for (const x of [0.1, 0.5, 1.7, 2.9]) expect(line(x)).toBeCloseTo(2 * x, 14);
  });

  it('follows the cubic of Fritsch and Butland between two points', () => {
    // Slopes: at 1 the harmonic mean of 1 and 3, 1.5; at 2 the harmonic mean of 3 and 1. Hermite at u = 1/2: mean + (1.5 - 1.5) / 8.
    const curve = monotoneCubic([0, 1, 4, 5]);
    expect(curve(1.5)).toBeCloseTo(2.5, 14);
    // At the first piece: slopes 1 and 1.5, so 0.5 + (1 - 1.5) / 8.
    expect(curve(0.5)).toBeCloseTo(0.4375, 14);
  });

  it('stays within the range of the two neighbouring points', () => {
    const y = fc.array(fc.double({ min: -12, max: 0, noNaN: true }), { minLength: 2, maxLength: 9 });
    fc.assert(
      fc.property(y, fc.double({ min: 0, max: 1, noNaN: true }), (points, share) => {
        const x = share * (points.length - 1);
        const i = Math.min(points.length - 2, Math.floor(x));
        const [low, high] = [Math.min(points[i], points[i + 1]), Math.max(points[i], points[i + 1])];
        const value = monotoneCubic(points)(x);
        return value >= low - 1e-9 && value <= high + 1e-9;
      }),
    );
  });
});

describe('handSchedule', () => {
  it('has the knots as betas at their positions', () => {
    const knots = [1e-4, 2e-3, 0.01, 0.3];
    const s = handSchedule(knots);
    knots.forEach((beta, i) => expect(s.beta[1 + 333 * i]).toBeCloseTo(beta, 14));
    expect(s.name).toBe('custom');
  });

  it('destroys equally much for every T', () => {
    const knots = [1e-4, 5e-3, 0.02];
    const end = (T: number): number => Math.log(handSchedule(knots, T).alphaBar[T]);
    for (const T of [20, 100, 4000]) expect(end(T) / end(1000)).toBeCloseTo(1, 1);
  });

  it('is a schedule for few steps, too, where 0.5^(1000 / T) is nothing beside 1', () => {
    const knots = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5];
    for (const T of [2, 10, 18, 19]) {
      const { beta, alphaBar } = handSchedule(knots, T);
      expect(Math.max(...beta)).toBe(0.999);
      expect(alphaBar[T]).toBeGreaterThan(0);
      // (1 - 0.999)^T
      expect(Math.log10(alphaBar[T])).toBeCloseTo(-3 * T, 9);
    }
    // What fits is not limited: 1 - 0.5^(1000 / 200) = 31/32.
    expect(handSchedule(knots, 200).beta[1]).toBeCloseTo(31 / 32, 14);
  });

  it('refuses knots that are not variances, and an invalid T', () => {
    expect(() => handSchedule([0.1, 1])).toThrow(RangeError);
    expect(() => handSchedule([0.1])).toThrow('2 or more');
    expect(() => handSchedule([0.1, 0.2], 1)).toThrow(RangeError);
  });
});
