import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from './random';
import { angleBetween, slerp, slerpWeights } from './slerp';

const norm = (x: Float32Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
const unit = (x: Float32Array): Float32Array => x.map((value) => value / norm(x));
const gaussian = (seed: number): Float32Array => fillGaussian(key(seed), new Float32Array(784));
const between = (a: Float32Array, b: Float32Array, u: number): Float32Array =>
  slerp(a, b, u, new Float32Array(a.length));

describe('slerp', () => {
  it('begins at a and ends at b, bit for bit', () => {
    const [a, b] = [gaussian(1), gaussian(2)];
    expect(between(a, b, 0)).toEqual(a);
    expect(between(a, b, 1)).toEqual(b);
  });

  it('keeps the length of equally long vectors, and moves by equal angles', () => {
    const [a, b] = [unit(gaussian(3)), unit(gaussian(4))];
    const theta = angleBetween(a, b);
    for (const u of [0.1, 0.25, 0.5, 0.9]) {
      expect(norm(between(a, b, u))).toBeCloseTo(1, 6);
      expect(angleBetween(a, between(a, b, u))).toBeCloseTo(u * theta, 5);
    }
  });

  it('keeps the length of noise: half-way it has unit variance, a straight line half of that', () => {
    const [a, b] = [gaussian(5), gaussian(6)];
    const variance = (x: Float32Array): number => norm(x) ** 2 / x.length;
    const straight = a.map((value, i) => (value + b[i]) / 2);
    expect(variance(between(a, b, 0.5))).toBeGreaterThan(0.9);
    expect(variance(straight)).toBeLessThan(0.6);
  });

  it('has the expected value for a right angle', () => {
    const [x, y] = [Float32Array.of(1, 0), Float32Array.of(0, 1)];
    const third = between(x, y, 1 / 3);
    expect(third[0]).toBeCloseTo(Math.cos(Math.PI / 6), 7);
    expect(third[1]).toBeCloseTo(Math.sin(Math.PI / 6), 7);
  });

  it.each([
    ['parallel', Float32Array.of(1, 2), Float32Array.of(2, 4), [1.5, 3]],
    ['opposite', Float32Array.of(1, 2), Float32Array.of(-1, -2), [0, 0]],
    ['zero', Float32Array.of(0, 0), Float32Array.of(2, 4), [1, 2]],
  ])('is the straight line where the vectors are %s', (_, a, b, expected) => {
    expect([...between(a, b, 0.5)]).toEqual(expected);
  });

  it('refuses lengths that differ and u out of range', () => {
    expect(() => between(new Float32Array(2), new Float32Array(3), 0.5)).toThrow(RangeError);
    expect(() => between(new Float32Array(2), new Float32Array(2), 1.5)).toThrow(RangeError);
  });
});

describe('slerpWeights', () => {
  it('are those of the circle, or of the straight line if there is none, as slerp uses them', () => {
    const { a, b } = slerpWeights(Math.PI / 2, 1 / 3);
    expect(a).toBeCloseTo(Math.sqrt(3) / 2, 12);
    expect(b).toBeCloseTo(1 / 2, 12);
    expect(slerpWeights(NaN, 0.25)).toEqual({ a: 0.75, b: 0.25 });
    const mixed = between(Float32Array.of(1, 0), Float32Array.of(0, 1), 1 / 3);
    expect([...mixed]).toEqual([Math.fround(a), Math.fround(b)]);
  });
});
