import { fillGaussian, fold, type Key } from '../random';
import type { Schedule } from '../schedule';
import { ddpmStep } from '../steps';
import type { Way } from './names';
import { EVALUATIONS, PlaneSolver, type NoiseEstimate, type Solver } from './solvers';

const isSolver = (way: Way): way is Solver => way !== 'ddpm' && way !== 'sde';

/** How a way back goes. */
export interface WayRule {
  readonly way: Way;
  /** Share of the noise of the SDE, 0..2: 0 is the ODE, 1 Anderson's reverse of the forward process. Only `sde` reads it. */
  readonly g: number;
}

/** Evaluations of the score for each point on a way through so many times. The last step, to t = 0, is Euler's. */
export const countWayEvaluations = ({ way }: WayRule, times: ArrayLike<number>): number =>
  (times.length - 2) * (isSolver(way) ? EVALUATIONS[way] : 1) + 1;

/**
 * By how much the largest step of the SDE overshoots: above 2 an error grows with each step. The score near data is about
 * -xBar / sigma^2, so a step of Euler and Maruyama multiplies xBar by 1 - (1 + g^2)(1 - sigma' / sigma).
 * @param times t of all states, descending to 0
 */
export function sdeOvershoot(s: Schedule, times: ArrayLike<number>, g: number): number {
  let most = 0;
  for (let i = 0; i + 2 < times.length; i++)
    most = Math.max(most, (1 + g * g) * (1 - sigmaAt(s, times[i + 1]) / sigmaAt(s, times[i])));
  return most;
}

/** sigma of xBar = x_t / sqrt(alphaBar_t) = x_0 + sigma epsilon. */
export const sigmaAt = ({ alphaBar, oneMinusAlphaBar }: Schedule, t: number): number =>
  Math.sqrt(oneMinusAlphaBar[t] / alphaBar[t]);

/** The inverse of {@link sigmaAt}, 1 .. T: between two timesteps a line in log sigma. What is outside is at the nearest end. */
export function timeAt(s: Schedule, sigma: number): number {
  let [low, high] = [1, s.T];
  if (sigma <= sigmaAt(s, low)) return low;
  if (sigma >= sigmaAt(s, high)) return high;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (sigmaAt(s, middle) <= sigma) low = middle;
    else high = middle;
  }
  const [below, above] = [sigmaAt(s, low), sigmaAt(s, high)];
  return low + Math.log(sigma / below) / Math.log(above / below);
}

/** A way back, and where on it a set of points stands. */
export interface WayOptions {
  readonly schedule: Schedule;
  readonly rule: WayRule;
  /** t of all states, descending to 0. */
  readonly times: ArrayLike<number>;
  /** The noise of the step at t is fold(noiseKey, t). */
  readonly noiseKey: Key;
  /** epsilonHat: the exact one of a mixture, or a network's. */
  readonly estimate: NoiseEstimate;
  /** x_t at times[index], [n, 2] flat; copied. */
  readonly points: Float32Array;
  readonly index: number;
}

/**
 * Points x_t in the plane on a way back through given times. They are rounded to float32 after each step, so a way that goes on from
 * any of its states arrives at the same bits.
 */
export class WayBack {
  /** x_t at times[index], [n, 2] flat. The next step overwrites it. */
  readonly points: Float32Array<ArrayBuffer>;
  index: number;
  private readonly solver: PlaneSolver;
  private readonly scaled: Float64Array;
  private readonly epsilonHat: Float64Array;
  private readonly z: Float32Array;

  constructor(private readonly options: WayOptions) {
    const { points, index, estimate } = options;
    this.points = Float32Array.from(points);
    this.index = index;
    this.solver = new PlaneSolver(estimate, points.length);
    this.scaled = new Float64Array(points.length);
    this.epsilonHat = new Float64Array(points.length);
    this.z = new Float32Array(points.length);
  }

  get t(): number {
    return this.options.times[this.index];
  }

  /** Goes on to the next of the times. */
  step(): void {
    const { points, scaled, solver } = this;
    const { schedule, rule, times } = this.options;
    const { alphaBar } = schedule;
    const [t, next] = [this.t, times[this.index + 1]];
    const [root, nextRoot] = [Math.sqrt(alphaBar[t]), Math.sqrt(alphaBar[next])];
    const [sigma, nextSigma] = [sigmaAt(schedule, t), sigmaAt(schedule, next)];
    for (let i = 0; i < points.length; i++) scaled[i] = points[i] / root;
    this.index++;
    if (rule.way === 'ddpm') {
      this.ddpm(t, next, sigma);
      return;
    }
    // At sigma = 0 a set of points has no score: the last step asks only where it starts.
    if (next === 0) solver.step('euler', scaled, sigma, nextSigma);
    else if (isSolver(rule.way)) solver.step(rule.way, scaled, sigma, nextSigma);
    else solver.sdeStep(scaled, sigma, nextSigma, rule.g, this.noise(t));
    for (let i = 0; i < points.length; i++) points[i] = scaled[i] * nextRoot;
  }

  private noise(t: number): Float32Array {
    return fillGaussian(fold(this.options.noiseKey, t), this.z);
  }

  private ddpm(t: number, next: number, sigma: number): void {
    const { points, scaled, epsilonHat, options } = this;
    const { x0, xt, noise } = ddpmStep(options.schedule, t, next);
    options.estimate(scaled, sigma, epsilonHat);
    const z = this.noise(t);
    for (let i = 0; i < points.length; i++)
      points[i] = x0 * (scaled[i] - sigma * epsilonHat[i]) + xt * points[i] + noise * z[i];
  }
}
