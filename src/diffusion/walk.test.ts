import { describe, expect, it } from 'vitest';
import { combine, inpaintKey, knownAt, renoiseStep, type NoiseRole } from './inpaint';
import { invertStep } from './inversion';
import { mixturePosteriorMean, TWO_MODES } from './mixture';
import { fillGaussian, fold, key, STREAM, uniform } from './random';
import { makeSchedule, type Schedule } from './schedule';
import { ddimStep, reverseStep } from './steps';
import { timesteps } from './timesteps';
import { coefficients, inversionWalk, reverseWalk, type Operation } from './walk';

const linear = makeSchedule('linear');
const ddim = { sampler: 'ddim', eta: 0 } as const;
const brief = (walk: Operation[]): string =>
  walk.map(({ kind, from, to, visit }) => `${kind} ${from}-${to} #${visit}`).join(', ');

describe('a walk', () => {
  it('is an ordinary run without resampling', () => {
    expect(brief(reverseWalk([9, 5, 1]))).toBe('reverse 9-5 #0, reverse 5-1 #0, reverse 1-0 #0');
    expect(reverseWalk([9, 5, 1]).map(({ leaves }) => leaves)).toEqual([0, 1, 2]);
  });

  it('goes up after every visit but the last, and never from x_0', () => {
    const walk = reverseWalk([9, 5], 3);
    expect(brief(walk)).toBe(
      'reverse 9-5 #0, renoise 5-9 #0, reverse 9-5 #1, renoise 5-9 #1, reverse 9-5 #2, reverse 5-0 #0',
    );
    expect(walk.map(({ leaves }) => leaves)).toEqual([0, undefined, undefined, undefined, undefined, 1]);
  });

  it('is connected, and takes (2 r - 1) (steps - 1) + 1 operations', () => {
    for (const r of [1, 2, 5]) {
      const walk = reverseWalk(timesteps(1000, 20), r);
      expect(walk).toHaveLength((2 * r - 1) * 19 + 1);
      walk.slice(1).forEach(({ from }, i) => expect(from).toBe(walk[i].to));
    }
  });

  it('inverts through the states of a reverse run', () => {
    const times = timesteps(1000, 7, 'linspace', 600);
    const up = inversionWalk(times);
    const down = reverseWalk(times);
    expect(up.map(({ from, to }) => [to, from]).reverse()).toEqual(down.map(({ from, to }) => [from, to]));
    expect(up.map(({ leaves }) => leaves)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(brief(inversionWalk([9, 5, 1], 3))).toBe('invert 3-5 #0, invert 5-9 #0');
    expect(brief(inversionWalk([9, 5, 1], 5))).toBe('invert 5-9 #0');
  });

  it('steps by the rule of each operation', () => {
    const at = (kind: Operation['kind'], from: number, to: number) =>
      coefficients(linear, { kind, from, to, visit: 0 }, ddim);
    expect(at('reverse', 300, 200)).toEqual(reverseStep(linear, 300, 200, ddim));
    expect(at('renoise', 200, 300)).toEqual(renoiseStep(linear, 200, 300));
    expect(at('invert', 200, 300)).toEqual(invertStep(linear, 200, 300));
  });
});

describe('the jump up', () => {
  it('brings x_t to the distribution of x_to', () => {
    for (const [t, to] of [
      [1, 2],
      [100, 300],
      [0, 1000],
    ]) {
      const { x0, xt, noise } = renoiseStep(linear, t, to);
      expect(x0).toBe(0);
      expect(xt * Math.sqrt(linear.alphaBar[t])).toBeCloseTo(Math.sqrt(linear.alphaBar[to]), 12);
      expect(xt ** 2 * linear.oneMinusAlphaBar[t] + noise ** 2).toBeCloseTo(linear.oneMinusAlphaBar[to], 12);
    }
    expect(() => renoiseStep(linear, 5, 5)).toThrow(RangeError);
    expect(() => renoiseStep(linear, 5, 1001)).toThrow(RangeError);
  });
});

describe('the noise of an inpainting', () => {
  it('has its own key for each seed, sample, timestep, visit and role, apart from all other streams', () => {
    const keys: string[] = [];
    const note = (k: readonly [number, number]): unknown => keys.push(k.join());
    for (const seed of [0, 1])
      for (const sample of [0, 1, 2]) {
        for (const from of [0, 1, 2, 500])
          for (const visit of [0, 1, 2])
            for (const role of ['known', 'renoise', 'step'] as NoiseRole[])
              note(inpaintKey(seed, sample, from, visit, role));
        for (const stream of Object.values(STREAM)) {
          const own = fold(fold(key(seed), stream), sample);
          note(own);
          for (const t of [0, 1, 2, 500]) note(fold(own, t));
        }
      }
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('never changes: links depend on it', () => {
    expect(inpaintKey(42, 1, 500, 2, 'known')).toEqual([338396067, 3249882104]);
  });
});

describe('the known pixels', () => {
  const known = Float32Array.from({ length: 20_000 }, (_, i) => (i % 2 ? 0.5 : -0.75));

  it('have the mean and the deviation of q(x_t | x_0), and are unchanged at t = 0', () => {
    const t = 300;
    const xt = knownAt(linear, t, known, key(5), new Float32Array(known.length));
    const [signal, noise] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
    const z = xt.map((value, i) => (value - signal * known[i]) / noise);
    const expected = fillGaussian(key(5), new Float32Array(known.length));
    z.forEach((value, i) => expect(Math.abs(value - expected[i])).toBeLessThan(1e-5));
    expect(knownAt(linear, 0, known, key(5), new Float32Array(known.length))).toEqual(known);
  });

  it('are kept where the mask is 1, bit for bit', () => {
    const mask = Uint8Array.of(1, 0, 1);
    const out = combine(
      mask,
      Float32Array.of(0.1, 0.2, 0.3),
      Float32Array.of(7, 8, NaN),
      new Float32Array(3),
    );
    expect(out).toEqual(Float32Array.of(0.1, 8, 0.3));
  });
});

/** Up to t = `top` and back on a line with the exact denoiser: the root of the mean square error over 400 draws of the mixture. */
function roundTrip(s: Schedule, steps: number, top: number): number {
  const times = timesteps(s.T, steps, 'linspace', top);
  const walk = (x: number, operations: Operation[]): number =>
    operations.reduce((at, operation) => {
      const asked = Math.max(1, operation.from);
      const x0Hat = mixturePosteriorMean(TWO_MODES, at, s.alphaBar[asked], s.oneMinusAlphaBar[asked]);
      const c = coefficients(s, operation, ddim);
      return c.x0 * x0Hat + c.xt * at;
    }, x);
  let squares = 0;
  for (let i = 0; i < 400; i++) {
    const x0 = (uniform(key(1), i) < 0.3 ? -1 : 1) + 0.1 * fillGaussian(key(2), new Float32Array(400))[i];
    squares += (walk(walk(x0, inversionWalk(times)), reverseWalk(times)) - x0) ** 2 / 400;
  }
  return Math.sqrt(squares);
}

describe('DDIM inversion', () => {
  it('is the inverse DDIM step: with the same x0Hat the step undoes it exactly', () => {
    for (const [t, to] of [
      [1, 2],
      [200, 300],
      [999, 1000],
    ]) {
      const up = invertStep(linear, t, to);
      const down = ddimStep(linear, to, t, 0);
      expect(down.xt * up.xt).toBeCloseTo(1, 12);
      expect(down.xt * up.x0 + down.x0).toBeCloseTo(0, 12);
    }
  });

  it('separates x0Hat and epsilonHat, also from x_0', () => {
    // With x0Hat and epsilonHat of the timestep that is asked, x_to = sqrt(alphaBar) x0 + sqrt(1 - alphaBar) epsilon.
    const [x, x0Hat] = [0.4, 0.3];
    for (const [t, to] of [
      [0, 1],
      [0, 40],
      [50, 90],
    ]) {
      const asked = Math.max(t, 1);
      const epsilon =
        (x - Math.sqrt(linear.alphaBar[asked]) * x0Hat) / Math.sqrt(linear.oneMinusAlphaBar[asked]);
      const clean = t === 0 ? x : x0Hat;
      const expected =
        Math.sqrt(linear.alphaBar[to]) * clean + Math.sqrt(linear.oneMinusAlphaBar[to]) * epsilon;
      const c = invertStep(linear, t, to);
      expect(c.x0 * x0Hat + c.xt * x).toBeCloseTo(expected, 12);
      expect(c.noise).toBe(0);
    }
    expect(() => invertStep(linear, 5, 5)).toThrow('leads to a later timestep');
    expect(() => invertStep(linear, -1, 5)).toThrow(RangeError);
    expect(() => invertStep(linear, 5, 1001)).toThrow(RangeError);
  });

  it('returns closer to x_0 with shorter steps, with the exact denoiser of a mixture', () => {
    const errors = [10, 50, 250, 1000].map((steps) => roundTrip(linear, steps, 1000));
    const measured = [0.13, 0.036, 0.0083, 0.0022];
    errors.forEach((error, i) => expect(Math.abs(error / measured[i] - 1)).toBeLessThan(0.05));
    // Of first order: beyond the thousand steps too, where the schedule has more.
    expect(roundTrip(makeSchedule('linear', 4000), 4000, 4000)).toBeLessThan(0.0022 / 3);
  });
});
