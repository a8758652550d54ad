import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, scaled, showing } from './updateRange';

describe('ranges of updates', () => {
  it('are whole, inside the run, and not too short; all of it is no range', () => {
    const number = fc.integer({ min: -20_000, max: 20_000 }).map((n) => n / 10);
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1, max: 1000 }), (a, b, end) => {
        const range = fitted(Math.min(a, b), Math.max(a, b), end);
        if (!range) return;
        expect(Number.isInteger(range.from) && Number.isInteger(range.to)).toBe(true);
        expect(range.from).toBeGreaterThanOrEqual(0);
        expect(range.to).toBeLessThanOrEqual(end);
        expect(range.to - range.from).toBeGreaterThanOrEqual(10);
        expect(range.to - range.from).toBeLessThan(end);
      }),
      { numRuns: 1000, seed: 20260101 },
    );
    expect(fitted(-5, 2000, 1000)).toBeUndefined();
  });

  it('zoom around an update and come back', () => {
    const near = scaled({ from: 0, to: 1000 }, 0.5, 400, 1000);
    expect(near).toEqual({ from: 200, to: 700 });
    expect(near && scaled(near, 2, 400, 1000)).toBeUndefined();
    expect(scaled({ from: 500, to: 1000 }, 0.5, 1000, 1000)).toEqual({ from: 750, to: 1000 });
  });

  it('follow an update that leaves them', () => {
    const range = { from: 100, to: 200 };
    expect(showing(range, 150, 1000)).toBe(range);
    expect(showing(range, 90, 1000)).toEqual({ from: 90, to: 190 });
    expect(showing(range, 230, 1000)).toEqual({ from: 130, to: 230 });
    expect(showing(range, 2000, 1000)).toEqual({ from: 900, to: 1000 });
  });
});
