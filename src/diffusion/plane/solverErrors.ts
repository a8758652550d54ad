import { EVALUATIONS, PlaneSolver, sigmaLevels, type NoiseEstimate, type Solver } from './solvers';

/** sigma at t = 1000 and at t = 1 of the linear schedule. */
const ENDS = [157, 0.01] as const;

/** Points solved from sigma 157 down to 0.01 in equal steps of log sigma. @param start the points at 157, [n, 2] flat; copied */
export function solved(
  estimate: NoiseEstimate,
  start: Float64Array,
  solver: Solver,
  steps: number,
): Float64Array {
  const points = start.slice();
  const solve = new PlaneSolver(estimate, points.length);
  const levels = sigmaLevels(...ENDS, steps);
  for (let i = 0; i < steps; i++) solve.step(solver, points, levels[i], levels[i + 1]);
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
