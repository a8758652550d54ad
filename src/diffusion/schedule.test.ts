import { describe, expect, it } from 'vitest';
import { customSchedule, makeSchedule, snr, snrDb, timestepOfSnr, type ScheduleName } from './schedule';

const names: ScheduleName[] = ['linear', 'cosine', 'sigmoid', 'quadratic'];

describe('makeSchedule', () => {
  it('gives the linear schedule of Ho et al.', () => {
    const s = makeSchedule('linear');
    expect(s.T).toBe(1000);
    for (let t = 1; t <= 1000; t++) expect(s.beta[t]).toBe(1e-4 + ((t - 1) / 999) * (0.02 - 1e-4));
    expect(s.beta[1000]).toBeCloseTo(0.02, 15);
    // numpy: np.cumprod(1 - np.linspace(1e-4, 0.02, 1000))[[499, 999]]
    expect(s.alphaBar[500]).toBeCloseTo(0.07858724288177824, 13);
    expect(s.alphaBar[1000]).toBeCloseTo(4.035829765375676e-5, 16);
  });

  it('loses half of the signal power at t = 260 under the linear schedule', () => {
    expect(makeSchedule('linear').alphaBar.findIndex((a) => a < 0.5)).toBe(260);
  });

  it('follows alphaBar of the cosine schedule until beta is limited to 0.999', () => {
    const s = makeSchedule('cosine');
    const f = (u: number): number => Math.cos((((u + 0.008) / 1.008) * Math.PI) / 2) ** 2;
    for (const t of [1, 10, 500, 900, 999]) expect(s.alphaBar[t]).toBeCloseTo(f(t / 1000) / f(0), 12);
    expect(s.beta[1000]).toBe(0.999);
  });

  it('follows alphaBar of the sigmoid schedule until beta is limited to 0.999', () => {
    const s = makeSchedule('sigmoid');
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const f = (u: number): number => (sigmoid(3) - sigmoid(6 * u - 3)) / (sigmoid(3) - sigmoid(-3));
    for (const t of [1, 10, 500, 900, 999]) expect(s.alphaBar[t]).toBeCloseTo(f(t / 1000), 12);
    expect(s.alphaBar[500]).toBeCloseTo(0.5, 12);
    expect(s.beta[1000]).toBe(0.999);
  });

  it('has betas of linear square root under the quadratic schedule', () => {
    const s = makeSchedule('quadratic');
    expect(Math.sqrt(s.beta[500]) * 2).toBeCloseTo(Math.sqrt(s.beta[499]) + Math.sqrt(s.beta[501]), 14);
    // numpy: np.cumprod(1 - np.linspace(0.01, 0.02**0.5, 1000)**2)[-1]
    expect(s.alphaBar[1000]).toBeCloseTo(0.0007334124595808159, 15);
  });

  it.each(names)(
    '%s: alphaBar falls strictly from 1 and beta stays within (0, 1), for T from 2 to 4000',
    (name) => {
      for (const T of [2, 3, 10, 50, 999, 1000, 1001, 4000]) {
        const s = makeSchedule(name, T);
        expect([s.beta.length, s.alphaBar.length, s.oneMinusAlphaBar.length]).toEqual([T + 1, T + 1, T + 1]);
        expect([s.beta[0], s.alphaBar[0], s.oneMinusAlphaBar[0]]).toEqual([0, 1, 0]);
        for (let t = 1; t <= T; t++) {
          if (!(s.beta[t] > 0 && s.beta[t] < 1)) throw new Error(`T = ${T}: beta_${t} = ${s.beta[t]}`);
          if (!(s.alphaBar[t] < s.alphaBar[t - 1])) throw new Error(`T = ${T}: alphaBar rises at ${t}`);
        }
      }
    },
  );

  it('ends at the same noise level for every T', () => {
    // numpy, for T = 10: u = np.linspace(0, 1, T); np.prod((1 - (1e-4 + u * 0.0199)) ** (1000 / T))
    expect(makeSchedule('linear', 10).alphaBar[10]).toBeCloseTo(4.020892140871155e-5, 16);
    for (const [name, tolerance] of [
      ['linear', 0.02],
      ['quadratic', 1.5],
    ] as const) {
      const end = snrDb(makeSchedule(name), 1000);
      for (const T of [10, 50, 200, 4000]) {
        expect(Math.abs(snrDb(makeSchedule(name, T), T) - end)).toBeLessThan(tolerance);
      }
    }
  });

  it('refuses a T that is not a number of steps', () => {
    for (const T of [1, 0, -5, 2.5, NaN, Infinity]) {
      expect(() => makeSchedule('linear', T)).toThrow(RangeError);
    }
  });
});

describe('oneMinusAlphaBar', () => {
  it.each(names)('%s: is 1 - alphaBar, and exactly beta_1 at t = 1', (name) => {
    const s = makeSchedule(name);
    expect(s.oneMinusAlphaBar[1]).toBe(s.beta[1]);
    for (let t = 0; t <= s.T; t++) expect(s.oneMinusAlphaBar[t] + s.alphaBar[t]).toBeCloseTo(1, 12);
  });

  it('is precise where subtracting would not be', () => {
    const s = customSchedule([1e-12, 1e-12, 1e-12]);
    // 1 - (1 - b)^3 = 3b - 3b^2 + b^3 with b = 1e-12
    expect(s.oneMinusAlphaBar[3] / (3e-12 - 3e-24)).toBeCloseTo(1, 15);
    expect(Math.abs((1 - s.alphaBar[3]) / 3e-12 - 1)).toBeGreaterThan(1e-6);
  });
});

describe('customSchedule', () => {
  it('takes the curve as beta_1..beta_T', () => {
    const s = customSchedule([0.1, 0.2]);
    expect(s.name).toBe('custom');
    expect(s.T).toBe(2);
    expect([...s.beta]).toEqual([0, 0.1, 0.2]);
    expect(s.alphaBar[2]).toBeCloseTo(0.72, 15);
    expect(s.oneMinusAlphaBar[2]).toBeCloseTo(0.28, 15);
  });

  it('refuses an empty curve and betas outside (0, 1), and names the timestep', () => {
    expect(() => customSchedule([])).toThrow(/empty/);
    for (const bad of [0, 1, -0.1, 1.5, NaN]) expect(() => customSchedule([0.1, bad])).toThrow(/t = 2/);
  });
});

describe('signal-to-noise ratio', () => {
  const s = makeSchedule('linear');

  it('is infinite at t = 0, 0 dB at the half crossing, and falls', () => {
    expect(snr(s, 0)).toBe(Infinity);
    expect(snrDb(s, 0)).toBe(Infinity);
    expect(snrDb(s, 259)).toBeGreaterThan(0);
    expect(snrDb(s, 260)).toBeLessThan(0);
    // 10 log10(4.035829765375676e-5 / (1 - 4.035829765375676e-5))
    expect(snrDb(s, 1000)).toBeCloseTo(-43.940496, 6);
  });

  it('is inverted by timestepOfSnr', () => {
    for (let t = 1; t <= 1000; t++) expect(timestepOfSnr(s, snr(s, t))).toBe(t);
    expect(timestepOfSnr(s, Math.sqrt(snr(s, 40) * snr(s, 41)) * 1.0001)).toBe(40);
    expect(timestepOfSnr(s, Math.sqrt(snr(s, 40) * snr(s, 41)) * 0.9999)).toBe(41);
    expect(timestepOfSnr(s, Infinity)).toBe(1);
    expect(timestepOfSnr(s, 1e-9)).toBe(1000);
    expect(() => timestepOfSnr(s, 0)).toThrow(RangeError);
  });
});
