/**
 * Ways from noise to data in the variables of Karras et al. (2022): xBar = x_t / sqrt(alphaBar_t) = x_0 + sigma epsilon. There the
 * probability-flow ODE (Song et al. 2021, eq. 13) is d xBar / d sigma = epsilonHat(xBar, sigma).
 */

/** How the ODE is solved. */
export const SOLVERS = ['euler', 'heun', 'dpm-solver-2', 'rk4'] as const;
export type Solver = (typeof SOLVERS)[number];

/** Evaluations of epsilonHat in a step. */
export const EVALUATIONS: Record<Solver, number> = { euler: 1, heun: 2, 'dpm-solver-2': 2, rk4: 4 };

/** Writes epsilonHat of points [n, 2] flat at sigma > 0 to `out`. */
export type NoiseEstimate = (points: Float64Array, sigma: number, out: Float64Array) => void;

/** Levels of noise from `first` down to `last` in equal steps of log sigma, `steps` + 1 of them. */
export const sigmaLevels = (first: number, last: number, steps: number): Float64Array =>
  Float64Array.from({ length: steps + 1 }, (_, i) => first * (last / first) ** (i / steps));

/** Steps of the ODE or the SDE for a number of points; it has the room that they need. */
export class PlaneSolver {
  private readonly slopes: Float64Array[];
  private readonly probe: Float64Array;

  /** @param length numbers of the points, 2 n */
  constructor(
    private readonly estimate: NoiseEstimate,
    length: number,
  ) {
    this.slopes = Array.from({ length: 4 }, () => new Float64Array(length));
    this.probe = new Float64Array(length);
  }

  /**
   * A step of the probability-flow ODE from sigma to `next`, either way, in place.
   * - `euler`: DDIM with eta = 0 (Song, Meng & Ermon 2021, eq. 14), order 1;
   * - `heun`: the trapezoidal rule (Karras et al. 2022, algorithm 1), order 2;
   * - `dpm-solver-2`: the slope at the geometric mean of both (Lu et al. 2022, algorithm 1), order 2;
   * - `rk4`: the classical Runge-Kutta method, order 4.
   */
  step(solver: Solver, points: Float64Array, sigma: number, next: number): void {
    const { slopes, probe, estimate } = this;
    const [k1, k2, k3, k4] = slopes;
    estimate(points, sigma, k1);
    switch (solver) {
      case 'euler':
        move(points, points, next - sigma, k1);
        return;
      case 'heun':
        move(probe, points, next - sigma, k1);
        estimate(probe, next, k2);
        move(points, points, (next - sigma) / 2, k1);
        move(points, points, (next - sigma) / 2, k2);
        return;
      case 'dpm-solver-2': {
        const middle = Math.sqrt(sigma * next);
        move(probe, points, middle - sigma, k1);
        estimate(probe, middle, k2);
        move(points, points, next - sigma, k2);
        return;
      }
      case 'rk4': {
        const h = next - sigma;
        const middle = sigma + h / 2;
        move(probe, points, h / 2, k1);
        estimate(probe, middle, k2);
        move(probe, points, h / 2, k2);
        estimate(probe, middle, k3);
        move(probe, points, h, k3);
        estimate(probe, next, k4);
        move(points, points, h / 6, k1);
        move(points, points, h / 3, k2);
        move(points, points, h / 3, k3);
        move(points, points, h / 6, k4);
        return;
      }
    }
  }

  /**
   * A step of the reverse SDE by Euler and Maruyama, in place: d xBar = (1 + g^2) epsilonHat d sigma + g sqrt(2 sigma) dW. All g have
   * the same marginals; g = 0 is the ODE, g = 1 Anderson's reverse of the forward process (Song et al. 2021, eq. 6; Karras et al.
   * 2022, eq. 6).
   * @param next below sigma
   * @param noise standard normal numbers, as many as the points have
   */
  sdeStep(points: Float64Array, sigma: number, next: number, g: number, noise: ArrayLike<number>): void {
    const [slope] = this.slopes;
    this.estimate(points, sigma, slope);
    move(points, points, (1 + g * g) * (next - sigma), slope);
    const spread = g * Math.sqrt(sigma ** 2 - next ** 2);
    if (spread > 0) for (let i = 0; i < points.length; i++) points[i] += spread * noise[i];
  }
}

/** out = from + scale slope. */
function move(out: Float64Array, from: Float64Array, scale: number, slope: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = from[i] + scale * slope[i];
}
