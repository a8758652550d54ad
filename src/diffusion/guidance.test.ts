import { describe, expect, it } from 'vitest';
import { guidanceWeights } from './guidance';
import { mix } from './mix';

const conditional = Float32Array.of(1, -2, 0.5);
const unconditional = Float32Array.of(0.5, 1, 0.5);

const guidedEpsilon = (c: Float32Array, u: Float32Array, w: number, out: Float32Array): Float32Array => {
  const weights = guidanceWeights(w);
  return mix(weights.conditional, c, weights.unconditional, u, out);
};

describe('guided epsilon', () => {
  it('moves from the unconditional prediction through the conditional one and beyond', () => {
    const at = (w: number): number[] => [
      ...guidedEpsilon(conditional, unconditional, w, new Float32Array(3)),
    ];
    expect(at(-1)).toEqual([...unconditional]);
    expect(at(0)).toEqual([...conditional]);
    expect(at(2)).toEqual([2, -8, 0.5]);
  });

  it('may overwrite an input', () => {
    const c = conditional.slice();
    expect(guidedEpsilon(c, unconditional, 1, c)).toBe(c);
    expect([...c]).toEqual([1.5, -5, 0.5]);
  });

  it('refuses lengths that differ', () => {
    expect(() => guidedEpsilon(conditional, unconditional.subarray(1), 1, new Float32Array(3))).toThrow(
      RangeError,
    );
    expect(() => guidedEpsilon(conditional, unconditional, 1, new Float32Array(2))).toThrow(RangeError);
  });
});

describe('guidanceWeights', () => {
  it('are the factors of guided epsilon, and add up to 1', () => {
    const { conditional: c, unconditional: u } = guidanceWeights(1.5);
    expect([c, u]).toEqual([2.5, -1.5]);
    const one = guidedEpsilon(Float32Array.of(1, 0), Float32Array.of(0, 1), 1.5, new Float32Array(2));
    expect([...one]).toEqual([c, u]);
  });
});
