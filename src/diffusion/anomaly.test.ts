import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, calibratePlain, errorOf, excess, outline } from './anomaly';
import { blank, flipped, inverted, quarterTurn } from './pictures/corruptions';
import { fillGaussian, key } from './random';

describe('outline', () => {
  it('is the length of edges, in pixels', () => {
    const square = blank(28);
    for (let row = 5; row < 9; row++) square.fill(1, row * 28 + 10, row * 28 + 13);
    expect(outline(square)).toBe(14);
    // A grey square has half of the edge.
    expect(outline(square.map((value) => Math.min(value, 0)))).toBe(7);
    expect(outline(blank(28))).toBe(0);
    expect(() => outline(new Float32Array(3))).toThrow(RangeError);
  });

  it('does not change when a picture is rotated, mirrored or inverted', () => {
    const pictures = fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(pictures, (x) => {
        for (const change of [quarterTurn, flipped, inverted])
          expect(outline(change(x))).toBeCloseTo(outline(x), 5);
      }),
    );
  });
});

describe('calibrate', () => {
  // numpy.polyfit(log(1 + outlines), log(scores), 1), and the residuals' standard deviation with n - 2.
  const outlines = [20, 35, 50, 41, 62];
  const scores = [0.011, 0.018, 0.031, 0.02, 0.033];

  it('is the least-squares line of the logarithms', () => {
    const found = calibrate(scores, outlines);
    expect(found.intercept).toBeCloseTo(-7.746440514416505, 10);
    expect(found.slope).toBeCloseTo(1.052451934924025, 10);
    expect(found.deviation).toBeCloseTo(0.10241595768577459, 10);
  });

  it('gives normal pictures an excess of mean 0 and variance (n - 2) / n, whatever their outline', () => {
    const z = fillGaussian(key(1), new Float32Array(500));
    const lengths = Array.from({ length: 500 }, (_, i) => 20 + i / 5);
    const errors = lengths.map((length, i) => Math.exp(-9 + 1.1 * Math.log1p(length) + 0.2 * z[i]));
    const line = calibrate(errors, lengths);
    expect(line.slope).toBeCloseTo(1.1, 1);
    expect(line.deviation).toBeCloseTo(0.2, 1);
    const found = errors.map((error, i) => excess(line, error, lengths[i]));
    expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
    expect(found.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(498, 6);
    // Twice the error is log(2) / 0.2 standard deviations more.
    expect(excess(line, 2 * errors[0], lengths[0]) - found[0]).toBeCloseTo(Math.log(2) / line.deviation, 10);
    expect(Number.isFinite(excess(line, 0, 0))).toBe(true);
  });

  it('refuses data that do not determine a line', () => {
    expect(() => calibrate([1, 2], [1, 2])).toThrow(RangeError);
    expect(() => calibrate([1, 2, 3], [1, 2])).toThrow(RangeError);
    expect(() => calibrate([1, 2, 3], [5, 5, 5])).toThrow(RangeError);
  });
});

describe('calibratePlain', () => {
  it('is the mean and the standard deviation of log errors, whatever the outline', () => {
    const scores = [0.01, 0.02, 0.04];
    const found = calibratePlain(scores);
    expect(found).toEqual({
      intercept: Math.log(0.02),
      slope: 0,
      deviation: expect.closeTo(Math.LN2, 12) as number,
    });
    expect(excess(found, 0.04, 50)).toBeCloseTo(1, 12);
    expect(excess(found, 0.04, 5)).toBeCloseTo(1, 12);
    expect(() => calibratePlain([1, 2])).toThrow(RangeError);
    expect(() => calibratePlain([1, 1, 1])).toThrow(RangeError);
  });
});

describe('errorOf', () => {
  it('inverts excess', () => {
    const line = calibrate([0.011, 0.018, 0.031, 0.02, 0.033], [20, 35, 50, 41, 62]);
    for (const error of [0.001, 0.02, 1])
      expect(errorOf(line, excess(line, error, 33), 33)).toBeCloseTo(error, 12);
  });
});
