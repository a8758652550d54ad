import { describe, expect, it } from 'vitest';
import { centralProbabilityOverDensity, halfNormalBinMeans } from './normal';

describe('halfNormalBinMeans', () => {
  it('is the mean of the half-normal, scaled to variance 1, in one bin', () => {
    expect([...halfNormalBinMeans(1)]).toEqual([1]);
  });

  it('splits two bins at the quartile', () => {
    // mpmath: q = sqrt(2) erfinv(1/2); m = [4 (phi(0) - phi(q)), 4 phi(q)]; m / sqrt(mean(m^2))
    const [low, high] = halfNormalBinMeans(2);
    expect(low).toBeCloseTo(0.3499792951227051, 7);
    expect(high).toBeCloseTo(1.3702242491597552, 7);
  });

  it('increases strictly and has unit variance and the moments of a normal distribution', () => {
    const table = halfNormalBinMeans(1 << 15);
    const moment = (power: number): number => table.reduce((sum, z) => sum + z ** power, 0) / table.length;
    table.forEach((z, i) => {
      if (!(z > (i === 0 ? 0 : table[i - 1]))) throw new Error(`entry ${i} does not rise`);
    });
    expect(Math.abs(moment(2) - 1)).toBeLessThan(1e-8);
    expect(moment(1)).toBeCloseTo(Math.sqrt(2 / Math.PI), 5);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5e-4);
    expect(Math.abs(moment(6) - 15)).toBeLessThan(2e-2);
  });

  it.each([
    // mpmath, 30 digits: 2 n (phi(q_i) - phi(q_{i+1})) / sqrt(mean of squares), n = 2^15
    [0, 1.9124070209822817e-5],
    [16384, 0.6745142584591692],
    [32767, 4.38751463731519],
  ])('entry %i of 2^15 is the exact one, rounded', (i, exact) => {
    expect(halfNormalBinMeans(1 << 15)[i]).toBe(Math.fround(exact));
  });
});

describe('centralProbabilityOverDensity', () => {
  it.each([
    // mpmath: erf(q / sqrt(2))
    [0.1, 0.07965567455405796],
    [1, 0.6826894921370859],
    [3, 0.9973002039367398],
    [6, 0.9999999980268247],
  ])('P(|Z| < %f)', (q, probability) => {
    const density = Math.exp((-q * q) / 2) / Math.sqrt(2 * Math.PI);
    expect(2 * density * centralProbabilityOverDensity(q)).toBeCloseTo(probability, 14);
  });
});
