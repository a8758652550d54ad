import { describe, expect, it } from 'vitest';
import { makeSchedule, SCHEDULES } from './schedule';
import { ddimStep } from './steps';
import { angularTimesteps, timesteps, type Spacing } from './timesteps';

const spacings: Spacing[] = ['linspace', 'leading', 'trailing', 'quadratic'];

/** Every (start, steps) with start <= 24, and larger ones at the ends. */
const runs: [start: number, steps: number][] = [
  ...Array.from({ length: 24 }, (_, i) => i + 1).flatMap((start) =>
    Array.from({ length: start }, (_, i): [number, number] => [start, i + 1]),
  ),
  ...[1, 2, 3, 7, 10, 20, 50, 250, 333, 500, 600, 999, 1000].map((steps): [number, number] => [1000, steps]),
  ...[10, 1000, 3999, 4000].map((steps): [number, number] => [4000, steps]),
];

describe.each(spacings)('%s', (spacing) => {
  it('has the given number of timesteps, strictly descending, within 1..start', () => {
    for (const [start, steps] of runs) {
      const times = timesteps(4000, steps, spacing, start);
      expect(times.length).toBe(steps);
      expect(Math.max(...times)).toBeLessThanOrEqual(start);
      expect(times[steps - 1]).toBeGreaterThanOrEqual(1);
      for (let i = 1; i < steps; i++) {
        if (!(times[i] < times[i - 1])) throw new Error(`${steps} of ${start}: ${times.join()}`);
      }
    }
  });

  it('starts at start, except for leading', () => {
    if (spacing === 'leading') return;
    for (const [start, steps] of runs) expect(timesteps(4000, steps, spacing, start)[0]).toBe(start);
  });

  it('gives a run whose tPrev is always the next t: with the true x_0 every state is on the forward path', () => {
    const s = makeSchedule('linear');
    const [x0, epsilon] = [0.6, -1.1];
    const forward = (t: number): number =>
      Math.sqrt(s.alphaBar[t]) * x0 + Math.sqrt(s.oneMinusAlphaBar[t]) * epsilon;
    for (const steps of [1, 2, 10, 30, 333, 600, 1000]) {
      const times = timesteps(1000, steps, spacing);
      let xt = forward(times[0]);
      times.forEach((t, i) => {
        expect(Math.abs(xt - forward(t))).toBeLessThan(1e-10);
        const c = ddimStep(s, t, times[i + 1] ?? 0, 0);
        xt = c.x0 * x0 + c.xt * xt;
      });
      expect(xt).toBe(x0);
    }
  });

  it('is every timestep if there are as many steps', () => {
    expect([...timesteps(1000, 1000, spacing)]).toEqual(Array.from({ length: 1000 }, (_, i) => 1000 - i));
  });
});

describe('timesteps', () => {
  it('defaults to linspace from T', () => {
    // numpy: np.round(np.linspace(999, 0, 50)).astype(int) + 1
    const fifty = [
      1000, 980, 959, 939, 918, 898, 878, 857, 837, 817, 796, 776, 755, 735, 715, 694, 674, 653, 633, 613,
      592, 572, 551, 531, 511, 490, 470, 450, 429, 409, 388, 368, 348, 327, 307, 286, 266, 246, 225, 205, 184,
      164, 144, 123, 103, 83, 62, 42, 21, 1,
    ];
    expect([...timesteps(1000, 50)]).toEqual(fifty);
    expect([...timesteps(1000, 1)]).toEqual([1000]);
    expect([...timesteps(1000, 2)]).toEqual([1000, 1]);
  });

  it('follows Lin et al., table 2', () => {
    expect([...timesteps(1000, 10, 'leading')]).toEqual([901, 801, 701, 601, 501, 401, 301, 201, 101, 1]);
    expect([...timesteps(1000, 10, 'trailing')]).toEqual([1000, 900, 800, 700, 600, 500, 400, 300, 200, 100]);
    expect([...timesteps(1000, 5, 'linspace')]).toEqual([1000, 750, 501, 251, 1]);
  });

  it('is dense near t = 1 when quadratic', () => {
    expect([...timesteps(1000, 5, 'quadratic')]).toEqual([1000, 563, 251, 63, 1]);
    expect([...timesteps(9, 8, 'quadratic')]).toEqual([9, 7, 6, 5, 4, 3, 2, 1]);
  });

  it('covers 1..start', () => {
    expect([...timesteps(1000, 3, 'linspace', 401)]).toEqual([401, 201, 1]);
    expect([...timesteps(1000, 4, 'trailing', 400)]).toEqual([400, 300, 200, 100]);
  });

  it('refuses too many steps and starts out of range', () => {
    for (const steps of [0, -1, 1.5, NaN, 1001]) expect(() => timesteps(1000, steps)).toThrow(RangeError);
    expect(() => timesteps(1000, 11, 'linspace', 10)).toThrow(/1 to 10 steps/);
    for (const start of [0, 1001, 1.5, NaN])
      expect(() => timesteps(1000, 1, 'linspace', start)).toThrow(/1 to 1000/);
  });
});

describe.each(SCHEDULES)('equal angles, %s', (name) => {
  const schedule = makeSchedule(name);
  const angle = (t: number): number =>
    Math.atan2(Math.sqrt(schedule.oneMinusAlphaBar[t]), Math.sqrt(schedule.alphaBar[t]));

  it('has the given number of timesteps, strictly descending, from start to 1', () => {
    for (const [start, steps] of runs.filter(([t]) => t <= 1000)) {
      const times = angularTimesteps(schedule, steps, start);
      expect(times.length).toBe(steps);
      expect(times[0]).toBe(start);
      if (steps > 1) expect(times[steps - 1]).toBe(1);
      for (let i = 1; i < steps; i++) {
        if (!(times[i] < times[i - 1])) throw new Error(`${steps} of ${start}: ${times.join()}`);
      }
    }
  });

  it('rotates x_t by the same angle in every step, as far as whole timesteps allow', () => {
    const times = angularTimesteps(schedule, 10);
    const even = (angle(1000) - angle(1)) / 9;
    // The nearest of the whole timesteps is half of one off, at both ends of a step.
    const grain = (t: number): number => (angle(Math.min(1000, t + 1)) - angle(Math.max(1, t - 1))) / 2;
    for (let i = 1; i < times.length; i++) {
      const off = angle(times[i - 1]) - angle(times[i]) - even;
      expect(Math.abs(off)).toBeLessThan(grain(times[i - 1]) + grain(times[i]));
    }
  });
});

describe('angularTimesteps', () => {
  it('gives the timesteps of a training film', () => {
    // Angles 90, 80, ... 10, 0.6 degrees; alphaBar of linspace(1e-4, 0.02, 1000) nearest to their cosines squared.
    expect([...angularTimesteps(makeSchedule('linear'), 10)]).toEqual([
      1000, 583, 457, 368, 293, 228, 167, 109, 54, 1,
    ]);
    expect([...angularTimesteps(makeSchedule('linear'), 1, 500)]).toEqual([500]);
  });

  it('refuses too many steps', () => {
    expect(() => angularTimesteps(makeSchedule('linear'), 11, 10)).toThrow(/1 to 10 steps/);
  });
});
