import { describe, expect, it } from 'vitest';
import { makeSchedule, SCHEDULES as names } from './schedule';
import { ddimStep, ddpmStep, posterior, reverseStep } from './steps';

const linear = makeSchedule('linear');

describe('ddpmStep', () => {
  it.each(names)('%s: the last step is x0Hat itself, to the bit', (name) => {
    for (const T of [10, 1000, 4000]) {
      const s = makeSchedule(name, T);
      for (const variance of ['posterior', 'beta'] as const) {
        expect(ddpmStep(s, 1, 0, variance)).toEqual({ x0: 1, xt: 0, noise: 0 });
        expect(ddpmStep(s, T, 0, variance)).toEqual({ x0: 1, xt: 0, noise: 0 });
      }
    }
  });

  it('has the coefficients of Ho et al., eq. 7', () => {
    for (const t of [2, 100, 640, 1000]) {
      const [alpha, beta] = [1 - linear.beta[t], linear.beta[t]];
      const [alphaBar, alphaBarPrev] = [linear.alphaBar[t], linear.alphaBar[t - 1]];
      const c = ddpmStep(linear, t);
      expect(c.x0).toBeCloseTo((Math.sqrt(alphaBarPrev) * beta) / (1 - alphaBar), 10);
      expect(c.xt).toBeCloseTo((Math.sqrt(alpha) * (1 - alphaBarPrev)) / (1 - alphaBar), 10);
      expect(c.noise ** 2).toBeCloseTo((beta * (1 - alphaBarPrev)) / (1 - alphaBar), 10);
      expect(ddpmStep(linear, t, t - 1, 'beta')).toEqual({ ...c, noise: Math.sqrt(beta) });
    }
  });

  it('takes several steps at once as q(x_t | x_tPrev) does', () => {
    const { alphaBar } = linear;
    const beta = 1 - alphaBar[500] / alphaBar[300];
    expect(ddpmStep(linear, 500, 300, 'beta').noise ** 2).toBeCloseTo(beta, 13);
    expect(ddpmStep(linear, 500, 300).noise ** 2).toBeCloseTo(
      (beta * (1 - alphaBar[300])) / (1 - alphaBar[500]),
      13,
    );
  });
});

describe('ddimStep', () => {
  it.each(names)('%s: eta = 1 is DDPM to 1e-12 for every t, step by step and in jumps', (name) => {
    const s = makeSchedule(name);
    for (let t = 1; t <= s.T; t++) {
      for (const tPrev of [t - 1, Math.floor(t / 2), Math.max(0, t - 20), 0]) {
        const [ddim, ddpm] = [ddimStep(s, t, tPrev, 1), ddpmStep(s, t, tPrev)];
        const difference = Math.max(
          Math.abs(ddim.x0 - ddpm.x0),
          Math.abs(ddim.xt - ddpm.xt),
          Math.abs(ddim.noise - ddpm.noise),
        );
        if (!(difference < 1e-12)) throw new Error(`${t} to ${tPrev}: ${difference}`);
      }
    }
  });

  it('has the coefficients of Song, Meng & Ermon, eq. 12, for any eta', () => {
    const { alphaBar } = linear;
    for (const [t, tPrev] of [
      [2, 1],
      [640, 620],
      [1000, 500],
    ]) {
      for (const eta of [0, 0.3, 1]) {
        const sigma =
          eta *
          Math.sqrt((1 - alphaBar[tPrev]) / (1 - alphaBar[t])) *
          Math.sqrt(1 - alphaBar[t] / alphaBar[tPrev]);
        const toNoise = Math.sqrt(1 - alphaBar[tPrev] - sigma ** 2);
        const c = ddimStep(linear, t, tPrev, eta);
        expect(c.noise).toBeCloseTo(sigma, 10);
        // The equation's epsilon is (x_t - sqrt(alphaBar) x0) / sqrt(1 - alphaBar).
        expect(c.xt).toBeCloseTo(toNoise / Math.sqrt(1 - alphaBar[t]), 10);
        expect(c.x0).toBeCloseTo(
          Math.sqrt(alphaBar[tPrev]) - (toNoise * Math.sqrt(alphaBar[t])) / Math.sqrt(1 - alphaBar[t]),
          10,
        );
      }
    }
  });

  it('ends in x0Hat for every eta', () => {
    for (const eta of [0, 0.5, 1]) expect(ddimStep(linear, 17, 0, eta)).toEqual({ x0: 1, xt: 0, noise: 0 });
  });
});

describe('reverseStep', () => {
  it('is the step of the named sampler, and ignores the rest of the rule', () => {
    const step = (rule: Parameters<typeof reverseStep>[3]) => reverseStep(linear, 500, 300, rule);
    const [ddpm, ddim] = [{ sampler: 'ddpm', eta: 0.5 } as const, { sampler: 'ddim', eta: 0.5 } as const];
    expect(step(ddpm)).toEqual(ddpmStep(linear, 500, 300));
    expect(step({ ...ddpm, eta: 7 })).toEqual(ddpmStep(linear, 500, 300));
    expect(step({ ...ddpm, variance: 'beta' })).toEqual(ddpmStep(linear, 500, 300, 'beta'));
    expect(step(ddim)).toEqual(ddimStep(linear, 500, 300, 0.5));
    expect(step({ ...ddim, variance: 'beta' })).toEqual(ddimStep(linear, 500, 300, 0.5));
    expect(() => step({ ...ddim, eta: 7 })).toThrow(RangeError);
  });
});

describe('posterior', () => {
  it('is x_0 without variance at tPrev = 0', () => {
    expect(posterior(linear, 1)).toEqual({ x0: 1, xt: 0, variance: 0 });
  });

  it('agrees with its x0-form, its epsilon-form and the product of two Gaussians, to 1e-10', () => {
    const [x0, epsilon] = [0.3, -1.7];
    for (const name of names) {
      const s = makeSchedule(name);
      for (let t = 2; t <= s.T; t++) {
        const [alpha, beta] = [1 - s.beta[t], s.beta[t]];
        const [noise, noisePrev] = [s.oneMinusAlphaBar[t], s.oneMinusAlphaBar[t - 1]];
        const xt = Math.sqrt(s.alphaBar[t]) * x0 + Math.sqrt(noise) * epsilon;
        const p = posterior(s, t);
        const x0Form = p.x0 * x0 + p.xt * xt;
        // Ho et al., eq. 11
        const epsilonForm = (xt - (beta / Math.sqrt(noise)) * epsilon) / Math.sqrt(alpha);
        // q(x_t | x_{t-1}) q(x_{t-1} | x_0) as Gaussians in x_{t-1}: precisions add
        const precision = alpha / beta + 1 / noisePrev;
        const bayes =
          ((Math.sqrt(alpha) * xt) / beta + (Math.sqrt(s.alphaBar[t - 1]) * x0) / noisePrev) / precision;
        const worst = Math.max(
          Math.abs(x0Form - epsilonForm),
          Math.abs(x0Form - bayes),
          Math.abs(p.variance - 1 / precision),
        );
        if (!(worst < 1e-10)) throw new Error(`${name}, t = ${t}: ${worst}`);
      }
    }
  });
});

describe('invalid arguments', () => {
  it.each([
    ['t = 0', 0, 0, 0],
    ['t beyond T', 1001, 0, 0],
    ['a fractional t', 2.5, 0, 0],
    ['tPrev = t', 5, 5, 0],
    ['tPrev below 0', 5, -1, 0],
    ['eta above 1', 5, 4, 1.1],
    ['eta below 0', 5, 4, -0.1],
    ['eta that is no number', 5, 4, NaN],
  ])('%s', (_, t, tPrev, eta) => {
    expect(() => ddimStep(linear, t, tPrev, eta)).toThrow(RangeError);
    if (eta === 0) expect(() => ddpmStep(linear, t, tPrev)).toThrow(RangeError);
  });
});
