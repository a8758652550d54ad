import { describe, expect, it } from 'vitest';
import { detectability, halfLife, priorKl, shareTold } from './destroyed';
import { additiveAsSchedule } from './forward';
import { customSchedule, makeSchedule } from './schedule';

const linear = makeSchedule('linear');

/** KL(N(mean, variance) || N(0, 1)) in bits by the midpoint rule. */
function klByQuadrature(mean: number, variance: number): number {
  const h = 1e-3;
  let sum = 0;
  for (let x = -14 + h / 2; x < 14; x += h) {
    const log = -0.5 * Math.log(variance) - (x - mean) ** 2 / (2 * variance) + (x * x) / 2;
    sum += (Math.exp(-((x - mean) ** 2) / (2 * variance)) / Math.sqrt(2 * Math.PI * variance)) * log * h;
  }
  return sum / Math.LN2;
}

describe('priorKl', () => {
  it('is the integral that defines it', () => {
    for (const betas of [
      [0.1, 0.2],
      [0.6, 0.7],
      [0.02, 0.01],
    ]) {
      const s = customSchedule(betas);
      for (const x0 of [-1, 0.3])
        expect(priorKl(s, x0 * x0)).toBeCloseTo(
          klByQuadrature(x0 * Math.sqrt(s.alphaBar[2]), s.oneMinusAlphaBar[2]),
          9,
        );
    }
  });

  it('is 2.9e-5 bits per pixel for the linear schedule at x_0^2 = 1', () => {
    // ln(1 / (1 - a)) / (2 ln 2) with a = alphaBar_1000 = 4.035829765375676e-5, by its series a + a^2 / 2
    const a = 4.035829765375676e-5;
    expect(priorKl(linear, 1)).toBeCloseTo((a + (a * a) / 2) / (2 * Math.LN2), 13);
    expect(priorKl(linear, 1)).toBeCloseTo(2.9e-5, 6);
  });
});

describe('halfLife', () => {
  it('is t = 260 under the linear schedule, and undefined if little noise is added', () => {
    expect(halfLife(linear)).toBe(260);
    expect(halfLife(customSchedule([0.01, 0.01]))).toBeUndefined();
  });
});

describe('detectability', () => {
  it('distinguishes a digit from an empty sheet at the end of the additive process, but not of DDPM', () => {
    // A digit and an empty sheet lie about 18.8 apart in [-1, 1]: 5.9 against 0.12 standard deviations.
    expect(detectability(linear, 1000, 18.8)).toBeCloseTo(0.12, 2);
    expect(detectability(additiveAsSchedule(linear), 1000, 18.8)).toBeCloseTo(5.93, 2);
  });
});

describe('shareTold', () => {
  it("is the normal distribution function at half of d'", () => {
    // Python: 0.5 * (1 + math.erf(d / 2 / math.sqrt(2)))
    [
      0.5, 0.5239221826541068, 0.6914624612740131, 0.8413447460685429, 0.9984111303526351, 0.9999997133484282,
    ].forEach((share, i) => expect(shareTold([0, 0.12, 1, 2, 5.9, 10][i])).toBeCloseTo(share, 12));
    expect(shareTold(100)).toBe(1);
  });
});
