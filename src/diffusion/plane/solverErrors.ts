import { EVALUATIONS, PlaneSolver, sigmaLevels, type NoiseEstimate, type Solver } from './solvers';

/** sigma at t = 1000 and at t = 1 of the linear schedule. */
export const FIRST_SIGMA = 157;
const LAST_SIGMA = 0.01;

/**
 * Points after each step from sigma 157 down to 0.01 in equal steps of log sigma. The array that is yielded is overwritten by the next step.
 * @param start the points at 157, [n, 2] flat; copied
 */
export function* solverSteps(
  estimate: NoiseEstimate,
  start: Float64Array,
  solver: Solver,
  steps: number,
): Generator<Float64Array, void, void> {
  const points = start.slice();
  const solve = new PlaneSolver(estimate, points.length);
  const levels = sigmaLevels(FIRST_SIGMA, LAST_SIGMA, steps);
  for (let i = 0; i < steps; i++) {
    solve.step(solver, points, levels[i], levels[i + 1]);
    yield points;
  }
}

/** Where a solver leads in so many steps. */
export function solved(
  estimate: NoiseEstimate,
  start: Float64Array,
  solver: Solver,
  steps: number,
): Float64Array {
  let points = start;
  for (const each of solverSteps(estimate, start, solver, steps)) points = each;
  return points;
}

/** The median distance of points to those of a reference, [n, 2] flat both. */
export function medianError(points: ArrayLike<number>, reference: ArrayLike<number>): number {
  const errors = Float64Array.from({ length: points.length / 2 }, (_, i) =>
    Math.hypot(points[2 * i] - reference[2 * i], points[2 * i + 1] - reference[2 * i + 1]),
  ).sort();
  return errors[Math.floor(errors.length / 2)];
}

/** Steps of the reference, by RK4. */
export const REFERENCE_STEPS = 400;

/** The order of a solver by two errors, where the second one took twice the steps. */
export const measuredOrder = (error: number, halved: number): number => Math.log2(error / halved);

/** Evaluations of epsilonHat in so many steps. */
export const evaluationsOf = (solver: Solver, steps: number): number => EVALUATIONS[solver] * steps;
