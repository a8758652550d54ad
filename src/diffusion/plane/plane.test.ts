import { describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../random';
import { makeSchedule } from '../schedule';
import { drawPlane, RING } from './datasets';
import { exactEstimate, guidedEstimate } from './exactEstimate';
import { PlaneField } from './field';
import { flowPaths, MarginalFlow, straightness } from './flow';
import { FokkerPlanck, l1Distance, massOf, type DensityGrid } from './fokkerPlanck';
import { heat } from './heat';
import { likelihoodPath } from './likelihood';
import { energyDistance, slicedWasserstein } from './metrics';
import { drawMixture, equalMixture } from './mixture';
import { gridOf, THREE_HEAPS } from './mixtures.test-helper';
import { PLANE_DATA } from './names';
import { measuredOrder, medianError, solved } from './solverErrors';
import { EVALUATIONS, PlaneSolver, sigmaLevels, SOLVERS, type Solver } from './solvers';

const linear = makeSchedule('linear', 1000);
const POINTS = 2000;
const drawRing = (seed: number, count = POINTS): Float32Array =>
  drawMixture(RING, key(seed), new Float32Array(2 * count));
const gaussian = (seed: number, count: number): Float32Array =>
  fillGaussian(key(seed), new Float32Array(2 * count));

describe('the data of the plane', () => {
  it.each(PLANE_DATA)('has mean 0 and variance 1: %s', (data) => {
    const count = 20_000;
    const points = drawPlane(data, THREE_HEAPS, key(3), new Float32Array(2 * count));
    const axes = [0, 1].map((a) => {
      const values = Array.from({ length: count }, (_, i) => points[2 * i + a]);
      const mean = values.reduce((sum, value) => sum + value, 0) / count;
      return { mean, variance: values.reduce((sum, value) => sum + value ** 2, 0) / count - mean ** 2 };
    });
    for (const { mean } of axes) expect(Math.abs(mean)).toBeLessThan(0.03);
    expect((axes[0].variance + axes[1].variance) / 2).toBeCloseTo(1, 1);
  });

  it('draws point i alike, however many are drawn', () => {
    for (const data of PLANE_DATA) {
      const few = drawPlane(data, THREE_HEAPS, key(3), new Float32Array(10));
      const many = drawPlane(data, THREE_HEAPS, key(3), new Float32Array(100));
      expect(many.subarray(0, 10)).toEqual(few);
    }
  });
});

describe('the exact field', () => {
  const places = Array.from({ length: 200 }, (_, i) => gaussian(50 + i, 1));

  it('obeys Tweedie: x0Hat = (x + (1 - alphaBar) score) / sqrt(alphaBar)', () => {
    for (const t of [1, 10, 200, 700, 1000]) {
      const [signal, noise] = [linear.alphaBar[t], linear.oneMinusAlphaBar[t]];
      const field = new PlaneField(RING, signal, noise);
      for (const [x, y] of places) {
        const { meanX, meanY, scoreX, scoreY } = field.look(x, y);
        const scale = 1 / Math.sqrt(signal);
        expect(Math.abs((x + noise * scoreX) * scale - meanX)).toBeLessThan(
          1e-13 * (1 + Math.abs(x) * scale),
        );
        expect(Math.abs((y + noise * scoreY) * scale - meanY)).toBeLessThan(
          1e-13 * (1 + Math.abs(y) * scale),
        );
      }
    }
  });

  it('has the score and the divergence that differences of log p and of the score have', () => {
    const field = new PlaneField(THREE_HEAPS, 0.6, 0.4);
    const h = 1e-5;
    for (const [x, y] of places.slice(0, 30)) {
      const at = (dx: number, dy: number) => {
        const { logDensity, scoreX, scoreY } = field.look(x + dx, y + dy);
        return { logDensity, scoreX, scoreY };
      };
      const [right, left, up, down] = [at(h, 0), at(-h, 0), at(0, h), at(0, -h)];
      const { scoreX, scoreY, divergence } = field.look(x, y);
      expect((right.logDensity - left.logDensity) / (2 * h)).toBeCloseTo(scoreX, 6);
      expect((up.logDensity - down.logDensity) / (2 * h)).toBeCloseTo(scoreY, 6);
      expect((right.scoreX - left.scoreX + up.scoreY - down.scoreY) / (2 * h)).toBeCloseTo(divergence, 5);
    }
  });

  it('of points goes to the nearest as the noise goes, and stays finite far away', () => {
    const field = new PlaneField(equalMixture([0, 0, 1, 1, -1, 2], 0), 1, 1e-6);
    const { meanX, meanY } = field.look(0.8, 0.9);
    expect([meanX, meanY]).toEqual([1, 1]);
    expect(Number.isFinite(field.look(1e4, -1e4).logDensity)).toBe(true);
  });
});

describe('the losses that no network can go below, a coordinate, t uniform', () => {
  const count = 40_000;
  const [x0, epsilon] = [drawRing(7, count), gaussian(8, count)];
  /** The mean squared error of an exact answer. */
  function floorOf(error: (t: number, i: number) => readonly [number, number]): number {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      const [x, y] = error(1 + (i % 1000), i);
      sum += (x * x + y * y) / 2;
    }
    return sum / count;
  }
  const fields = Array.from({ length: 1001 }, (_, t) =>
    t === 0 ? undefined : new PlaneField(RING, linear.alphaBar[t], linear.oneMinusAlphaBar[t]),
  );
  const weights = (t: number) =>
    [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])] as const;
  /** x_0 - E[x_0 | x_t]. */
  function missed(t: number, i: number): readonly [number, number] {
    const [c, d] = weights(t);
    const [x, y] = [0, 1].map((a) => c * x0[2 * i + a] + d * epsilon[2 * i + a]);
    const { meanX = NaN, meanY = NaN } = fields[t]?.look(x, y) ?? {};
    return [x0[2 * i] - meanX, x0[2 * i + 1] - meanY];
  }
  const scaled = (by: (t: number) => number) =>
    floorOf((t, i) => {
      const [x, y] = missed(t, i);
      return [x * by(t), y * by(t)];
    });

  it.each([
    // epsilon - epsilonHat = -sqrt(alphaBar / (1 - alphaBar)) (x_0 - x0Hat); v = sqrt(alphaBar) epsilon - sqrt(1 - alphaBar) x_0.
    ['epsilon', 0.197, (t: number) => weights(t)[0] / weights(t)[1]],
    ['x0', 0.712, () => 1],
    ['v', 0.91, (t: number) => 1 / weights(t)[1]],
  ] as const)('%s: %d', (_, expected, by) => {
    expect(Math.abs(scaled(by) - expected)).toBeLessThan(0.02 * expected);
  });

  it('flow matching: 1.30, half of the straightness of its paths', () => {
    const flows = Array.from({ length: 1000 }, (_, i) => new MarginalFlow(RING, (i + 0.5) / 1000));
    const floor = floorOf((t, i) => {
      const s = (t - 0.5) / 1000;
      const [ax, ay, ex, ey] = [x0[2 * i], x0[2 * i + 1], epsilon[2 * i], epsilon[2 * i + 1]];
      const flow = flows[t - 1].look((1 - s) * ax + s * ex, (1 - s) * ay + s * ey);
      return [ex - ax - flow.x, ey - ay - flow.y];
    });
    expect(floor).toBeCloseTo(1.3, 1);
  });
});

describe('the solvers of the ODE', () => {
  const count = 200;
  const start = Float64Array.from(gaussian(1, count), (z) => 157 * z);
  const run = (solver: Solver, steps: number): Float64Array =>
    solved(exactEstimate(RING), start, solver, steps);
  const reference = run('rk4', 500);
  const errorOf = (solver: Solver, steps: number): number => medianError(run(solver, steps), reference);

  it.each([
    ['euler', 1, 3.9e-2],
    ['heun', 2, 1.3e-2],
    ['dpm-solver-2', 2, 6.5e-3],
    ['rk4', 4, 2e-4],
  ] as const)('%s has order %d, and in 20 steps a median error of %d', (solver, order, error) => {
    const [coarse, fine] = solver === 'rk4' ? [40, 80] : [80, 160];
    const measured = measuredOrder(errorOf(solver, coarse), errorOf(solver, fine));
    expect(Math.abs(measured - order)).toBeLessThan(0.15);
    expect(Math.abs(Math.log(errorOf(solver, 20) / error))).toBeLessThan(0.3);
  });

  it('ask as often as they say', () => {
    for (const solver of SOLVERS) {
      let calls = 0;
      const solve = new PlaneSolver((_points, _sigma, out) => {
        calls++;
        out.fill(0);
      }, 2);
      solve.step(solver, new Float64Array(2), 2, 1);
      expect(calls).toBe(EVALUATIONS[solver]);
    }
  });
});

describe('what comes back', () => {
  const truth = drawRing(20);
  /** The greatest energy distance of `truth` to eight more true sets of 2,000; the least is 0.0015. */
  const BAND = 0.007;

  it('two true sets are as near as sets of 2,000 can be', () => {
    const distance = energyDistance(truth, drawRing(21));
    expect(distance).toBeGreaterThan(0);
    expect(distance).toBeLessThan(BAND);
    expect(slicedWasserstein(truth, drawRing(21))).toBeLessThan(0.14);
    expect(slicedWasserstein(truth, truth)).toBe(0);
    expect(() => slicedWasserstein(truth, [0, 0])).toThrow('cannot be matched');
  });

  it.each([0, 0.5, 1, 2])('has the distribution of the data for every g of the SDE: g = %d', (g) => {
    const steps = 400;
    const points = Float64Array.from(gaussian(2, POINTS), (z) => 157 * z);
    const solve = new PlaneSolver(exactEstimate(RING), points.length);
    const levels = sigmaLevels(157, 0.01, steps);
    for (let i = 0; i < steps; i++)
      solve.sdeStep(points, levels[i], levels[i + 1], g, gaussian(100 + i, POINTS));
    expect(energyDistance(points, truth)).toBeLessThan(BAND);
  });

  it('needs several steps: one gives the mean', () => {
    const distances = [1, 5, 20].map((steps) => {
      const points = Float64Array.from(gaussian(2, POINTS), (z) => 157 * z);
      const solve = new PlaneSolver(exactEstimate(RING), points.length);
      const levels = sigmaLevels(157, 0.01, steps);
      for (let i = 0; i < steps; i++) solve.step('euler', points, levels[i], levels[i + 1]);
      return energyDistance(points, truth);
    });
    expect(distances[0]).toBeGreaterThan(0.9);
    expect(distances[1]).toBeLessThan(0.5);
    expect(distances[2]).toBeLessThan(0.02);
  });
});

describe('log p along a path', () => {
  it('is that of the mixture, to 1e-6 nat in the median', () => {
    const levels = sigmaLevels(0.01, 157, 100);
    const points = drawRing(5, 100);
    const density = (sigma: number, x: number, y: number): number =>
      new PlaneField(RING, 1 / (1 + sigma ** 2), sigma ** 2 / (1 + sigma ** 2)).look(x, y).logDensity;
    const errors = Float64Array.from({ length: 100 }, (_, i) => {
      const path = likelihoodPath(RING, points[2 * i], points[2 * i + 1], levels);
      const end = path[path.length - 1];
      return Math.abs(density(157, end.x, end.y) - end.change - density(0.01, path[0].x, path[0].y));
    }).sort();
    expect(errors[50]).toBeLessThan(1e-6);
    expect(errors[99]).toBeLessThan(1e-3);
  });
});

describe('the Fokker-Planck equation', () => {
  const densityAt = (n: number, tau: number): DensityGrid => {
    const field = new PlaneField(RING, Math.exp(-tau), -Math.expm1(-tau));
    return gridOf(n, 4.5, (x, y) => Math.exp(field.look(x, y).logDensity));
  };

  it('goes the way of the exact density, with order 2, and keeps its mass', () => {
    const errors = [64, 128].map((n) => {
      const steps = (50 * n) / 64;
      const equation = new FokkerPlanck(densityAt(n, 0.02));
      const before = massOf(equation.current);
      for (let i = 0; i < steps; i++) equation.step(0.98 / steps);
      expect(Math.abs(massOf(equation.current) - before)).toBeLessThan(2e-13);
      return l1Distance(equation.current, densityAt(n, 1).density);
    });
    expect(errors[1]).toBeLessThan(7e-4);
    expect(Math.log2(errors[0] / errors[1])).toBeCloseTo(2, 0);
  });
});

describe('the heat equation backwards', () => {
  it('brings a slightly blurred density back, and explodes for more, in float32 before float64', () => {
    const field = new PlaneField(RING, 1, 0);
    const density = gridOf(64, 2, (x, y) => Math.exp(field.look(x, y).logDensity));
    const undone = (sigma: number, precision: 'float32' | 'float64'): number =>
      l1Distance(density, heat(heat(density, sigma ** 2, 'float64'), -(sigma ** 2), precision).density);
    expect(undone(0.05, 'float32')).toBeLessThan(1e-4);
    expect(undone(0.05, 'float64')).toBeLessThan(1e-12);
    expect(undone(0.1, 'float32')).toBeGreaterThan(1);
    expect(undone(0.1, 'float64')).toBeLessThan(1e-5);
    expect(undone(0.15, 'float64')).toBeGreaterThan(1e3);
  });
});

describe('straight paths', () => {
  const count = 1500;
  const noise = gaussian(31, count);
  const data = drawRing(30, count);
  const levels = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 10);

  it('of the marginal flow lead to the data, and their pairs are straighter: one reflow', () => {
    const steps = 40;
    const paths = flowPaths(RING, noise, steps);
    expect(paths.subarray(0, noise.length)).toEqual(noise);
    const end = paths.slice(steps * noise.length);
    expect(energyDistance(end, drawRing(33, count))).toBeLessThan(0.01);
    const independent = straightness(data, noise, levels, 0.1);
    // Twice the loss that no network can go below, 1.30 a coordinate; a mean over few neighbours adds some of their scatter.
    expect(independent).toBeGreaterThan(2.59);
    expect(independent).toBeLessThan(1.15 * 2.59);
    expect(straightness(end, noise, levels, 0.1)).toBeLessThan(0.02 * independent);
  });

  it('are the probability-flow ODE in other coordinates: xBar = x / (1 - s), sigma = s / (1 - s)', () => {
    for (const [i, s] of [0.1, 0.4, 0.7, 0.95].entries()) {
      const [x, y] = gaussian(70 + i, 1);
      const [flow, sigma] = [new MarginalFlow(RING, s).look(x, y), s / (1 - s)];
      const epsilonHat = new Float64Array(2);
      exactEstimate(RING)(Float64Array.of(x / (1 - s), y / (1 - s)), sigma, epsilonHat);
      expect((1 - s) * flow.x + x).toBeCloseTo(epsilonHat[0], 10);
      expect((1 - s) * flow.y + y).toBeCloseTo(epsilonHat[1], 10);
    }
  });

  it('that are one translation are quite straight', () => {
    const moved = noise.map((value) => value + 2);
    expect(straightness(moved, noise, levels, 0.1)).toBeLessThan(1e-10);
  });
});

describe('guidance', () => {
  const left = equalMixture([-1, 0], 0.3);
  const both = {
    weights: Float64Array.of(0.5, 0.5),
    means: Float64Array.of(-1, 0, 1, 0),
    stds: Float64Array.of(0.3, 0.3),
  };

  it('is the line through both answers, beyond that of the class', () => {
    const [at, out] = [Float64Array.of(0.2, 0.1), () => new Float64Array(2)];
    const [ofClass, ofAll] = [exactEstimate(left), exactEstimate(both)];
    const [c, u, g] = [out(), out(), out()];
    ofClass(at, 0.8, c);
    ofAll(at, 0.8, u);
    guidedEstimate(exactEstimate(left), exactEstimate(both), 2)(at, 0.8, g);
    g.forEach((value, i) => expect(value).toBeCloseTo(3 * c[i] - 2 * u[i], 12));
    expect(guidedEstimate(ofClass, ofAll, 0)).toBe(ofClass);
  });

  it('leads farther away from the other class than the class itself lies', () => {
    const end = (w: number): number => {
      const points = Float64Array.from(gaussian(2, 500), (z) => 157 * z);
      const solve = new PlaneSolver(
        guidedEstimate(exactEstimate(left), exactEstimate(both), w),
        points.length,
      );
      const levels = sigmaLevels(157, 0.01, 60);
      for (let i = 0; i < 60; i++) solve.step('heun', points, levels[i], levels[i + 1]);
      return points.reduce((sum, value, i) => (i % 2 === 0 ? sum + value / 500 : sum), 0);
    };
    expect(end(0)).toBeCloseTo(-1, 1);
    expect(end(3)).toBeLessThan(-1.1);
  });
});
