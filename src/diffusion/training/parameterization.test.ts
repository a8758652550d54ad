import { describe, expect, it } from 'vitest';
import { addNoise } from '../forward';
import { mix } from '../mix';
import { conversion, type Conversion, type Prediction } from './parameterization';
import { fillGaussian, key } from '../random';
import { makeSchedule } from '../schedule';

const s = makeSchedule('linear');
const kinds: Prediction[] = ['epsilon', 'x0', 'v', 'score'];

/** Each prediction from its definition. */
function definition(kind: Prediction, t: number, x0: number, epsilon: number): number {
  const [signal, noise] = [Math.sqrt(s.alphaBar[t]), Math.sqrt(s.oneMinusAlphaBar[t])];
  return { epsilon, x0, v: signal * epsilon - noise * x0, score: -epsilon / noise }[kind];
}

describe('conversion', () => {
  it.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))('%s to %s', (from, to) => {
    const [x0, epsilon] = [0.4, -1.3];
    for (const t of [1, 2, 50, 500, 999, 1000]) {
      const xt = Math.sqrt(s.alphaBar[t]) * x0 + Math.sqrt(s.oneMinusAlphaBar[t]) * epsilon;
      const c = conversion(s, t, from, to);
      const wanted = definition(to, t, x0, epsilon);
      const got = c.xt * xt + c.output * definition(from, t, x0, epsilon);
      expect(Math.abs(got - wanted) / Math.max(1, Math.abs(wanted))).toBeLessThan(1e-11);
    }
  });

  it('has the well-known coefficients', () => {
    const [signal, noise] = [Math.sqrt(s.alphaBar[300]), Math.sqrt(1 - s.alphaBar[300])];
    const close = (c: { xt: number; output: number }, xt: number, output: number): void => {
      expect(c.xt).toBeCloseTo(xt, 12);
      expect(c.output).toBeCloseTo(output, 12);
    };
    close(conversion(s, 300, 'v', 'epsilon'), noise, signal);
    close(conversion(s, 300, 'v', 'x0'), signal, -noise);
    close(conversion(s, 300, 'epsilon', 'x0'), 1 / signal, -noise / signal);
    close(conversion(s, 300, 'epsilon', 'score'), 0, -1 / noise);
  });

  it('does not change a prediction of the wanted kind', () => {
    for (const kind of kinds) expect(conversion(s, 5, kind, kind)).toEqual({ xt: 0, output: 1 });
  });

  it('refuses t = 0, where x_0 does not determine epsilon', () => {
    expect(() => conversion(s, 0, 'x0', 'epsilon')).toThrow(/1 to 1000/);
  });
});

/** Applies a conversion to every pixel. */
const convert = (
  c: Conversion,
  xt: Float32Array,
  prediction: Float32Array,
  out: Float32Array,
): Float32Array => mix(c.xt, xt, c.output, prediction, out);

describe('a conversion', () => {
  it('recovers x_0 from the noise, also in place', () => {
    const x0 = Float32Array.from({ length: 784 }, (_, i) => Math.cos(i));
    const epsilon = fillGaussian(key(1), new Float32Array(784));
    const xt = addNoise(s, 400, x0, epsilon, new Float32Array(784));
    const toX0 = conversion(s, 400, 'epsilon', 'x0');
    const x0Hat = convert(toX0, xt, epsilon, new Float32Array(784));
    x0Hat.forEach((value, i) => expect(value).toBeCloseTo(x0[i], 5));
    expect(convert(toX0, xt, epsilon, epsilon)).toEqual(x0Hat);
  });

  it('refuses lengths that differ', () => {
    const c = conversion(s, 400, 'epsilon', 'x0');
    expect(() => convert(c, new Float32Array(3), new Float32Array(2), new Float32Array(3))).toThrow(
      RangeError,
    );
    expect(() => convert(c, new Float32Array(2), new Float32Array(3), new Float32Array(3))).toThrow(
      RangeError,
    );
  });
});
