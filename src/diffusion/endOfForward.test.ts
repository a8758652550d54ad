import { describe, expect, it } from 'vitest';
import { detectability, halfLife, priorKl, shareTold } from './endOfForward';
import { additiveAsSchedule } from './forward';
import { handSchedule } from './handCurve';
import { customSchedule, makeSchedule } from './schedule';

const linear = makeSchedule('linear');

/** KL(N(mean, variance) || N(0, 1)) in bits by the midpoint rule. */
function klByQuadrature(mean: number, variance: number, end = 14): number {
  const h = 1e-3;
  let sum = 0;
  for (let x = -end + h / 2; x < end; x += h) {
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

describe('priorKl of a multiplied x_T', () => {
  it('is that of x_0 + sigma epsilon for the additive process', () => {
    const s = additiveAsSchedule(linear);
    const sigma = Math.sqrt(10.05); // the sum of 1000 betas from 0.0001 to 0.02: 1000 * 0.01005
    const factor = Math.sqrt(1 + sigma ** 2);
    for (const x0 of [-1, 0.3, 0.954])
      expect(priorKl(s, x0 * x0, factor)).toBeCloseTo(klByQuadrature(x0, sigma ** 2, 40), 6);
    // By hand: (0.91 + 10.05 - 1 - ln 10.05) / (2 ln 2) = (9.96 - 2.307573) / 1.386294
    expect(priorKl(s, 0.91, factor)).toBeCloseTo(5.52, 2);
  });
});

describe('halfLife', () => {
  it('is where alphaBar is 1/2 exactly, whatever rounding has made of it', () => {
    // The sigmoid of T steps is symmetric about T / 2. Six knots of 0.5: alphaBar_t = 0.5^(1000 t / T).
    for (let T = 10; T <= 4000; T += 2) expect(halfLife(makeSchedule('sigmoid', T))).toBe(T / 2);
    expect(halfLife(handSchedule([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 4000))).toBe(4);
  });

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
