import { describe, expect, it } from 'vitest';
import { degrade, type Degradation } from './degrade';
import { key } from '../random';

const flat = new Float32Array(40_000).fill(0.25);
const of = (degradation: Degradation, seed = 1): Float32Array => degrade(flat, 200, degradation, key(seed));

describe('degrade', () => {
  it('adds Gaussian noise of the given deviation, the same for the same key', () => {
    const noisy = of({ kind: 'gaussian', sigma: 0.5 });
    const mean = noisy.reduce((sum, value) => sum + value, 0) / noisy.length;
    const variance = noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noisy.length;
    expect(Math.abs(mean - 0.25)).toBeLessThan(0.01);
    expect(Math.abs(Math.sqrt(variance) - 0.5)).toBeLessThan(0.008);
    expect(Math.max(...noisy)).toBeGreaterThan(1);
    expect(of({ kind: 'gaussian', sigma: 0.5 })).toEqual(noisy);
    expect(of({ kind: 'gaussian', sigma: 0.5 }, 2)).not.toEqual(noisy);
  });

  it('turns the given share of pixels white or black, equally often', () => {
    const peppered = of({ kind: 'salt-and-pepper', share: 0.3 });
    const share = (of: number): number => peppered.filter((value) => value === of).length / flat.length;
    expect(share(1)).toBeGreaterThan(0.14);
    expect(share(1)).toBeLessThan(0.16);
    expect(share(-1)).toBeGreaterThan(0.14);
    expect(share(-1)).toBeLessThan(0.16);
    expect(share(0.25)).toBeCloseTo(1 - share(1) - share(-1), 10);
  });

  it('blurs a point into a Gaussian and keeps its sum', () => {
    const point = new Float32Array(41 * 41);
    point[20 * 41 + 20] = 1;
    const blurred = degrade(point, 41, { kind: 'blur', sigma: 2 }, key(0));
    expect(blurred.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(blurred[20 * 41 + 20]).toBeCloseTo(1 / (8 * Math.PI), 4);
    expect(blurred[20 * 41 + 23] / blurred[20 * 41 + 20]).toBeCloseTo(Math.exp(-9 / 8), 4);
    expect(blurred[23 * 41 + 20]).toBeCloseTo(blurred[20 * 41 + 23], 7);
  });

  it('reduces contrast around mid-grey', () => {
    expect([
      ...degrade(Float32Array.of(-1, 0, 1), 3, { kind: 'low-contrast', factor: 0.25 }, key(0)),
    ]).toEqual([-0.25, 0, 0.25]);
  });

  it('does not change the picture at strength 0', () => {
    for (const nothing of [
      { kind: 'gaussian', sigma: 0 },
      { kind: 'salt-and-pepper', share: 0 },
      { kind: 'blur', sigma: 0 },
      { kind: 'low-contrast', factor: 1 },
    ] as const) {
      expect(of(nothing)).toEqual(flat);
      expect(of(nothing)).not.toBe(flat);
    }
  });

  it.each<[Degradation, string]>([
    [{ kind: 'gaussian', sigma: -1 }, 'sigma is -1; give 0 or more'],
    [{ kind: 'gaussian', sigma: NaN }, 'sigma is NaN'],
    [{ kind: 'salt-and-pepper', share: 1.5 }, 'share is 1.5; give 0 to 1'],
    [{ kind: 'blur', sigma: -0.1 }, 'sigma is -0.1'],
    [{ kind: 'low-contrast', factor: 2 }, 'factor is 2; give 0 to 1'],
  ])('refuses %o', (degradation, rule) => {
    expect(() => of(degradation)).toThrow(rule);
  });
});
