import { exactEstimate } from '../../../diffusion/plane/exactEstimate';
import {
  evaluationsOf,
  FIRST_SIGMA,
  medianError,
  REFERENCE_STEPS,
  solverSteps,
} from '../../../diffusion/plane/solverErrors';
import { SOLVERS, type Solver } from '../../../diffusion/plane/solvers';
import type { PlaneSolversEvent, PlaneSolversRequest, PlaneSolversResult } from '../../protocol/plane';
import { demandWhole } from '../requests/demand';
import { Turns } from '../loop/turns';
import { demandLaw, demandPoints } from './validatePlane';

/**
 * Compares the solvers of the probability-flow ODE with where RK4 leads in 400 steps.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
export async function* planeSolvers(
  { law, noise, steps }: PlaneSolversRequest,
  signal: AbortSignal,
): AsyncGenerator<PlaneSolversEvent, PlaneSolversResult, void> {
  demandLaw(law);
  demandPoints(noise);
  for (const count of steps) demandWhole('steps', count, 1, REFERENCE_STEPS);
  const started = performance.now();
  const estimate = exactEstimate(law);
  const start = Float64Array.from(noise, (value) => FIRST_SIGMA * value);
  const runs = steps.flatMap((count) => SOLVERS.map((solver) => ({ solver, steps: count })));
  const costs = runs.map((run) => evaluationsOf(run.solver, run.steps));
  const total = costs.reduce((sum, cost) => sum + cost, evaluationsOf('rk4', REFERENCE_STEPS));
  const turns = new Turns(signal);
  /** Where a solver leads; other jobs have a turn between two of its steps. */
  const solvedInTurns = async (solver: Solver, count: number): Promise<Float64Array> => {
    let points: Float64Array = start;
    for (const each of solverSteps(estimate, start, solver, count)) {
      points = each;
      await turns.take();
    }
    return points;
  };
  const reference = await solvedInTurns('rk4', REFERENCE_STEPS);
  let done = evaluationsOf('rk4', REFERENCE_STEPS);
  for (const [i, run] of runs.entries()) {
    const error = medianError(await solvedInTurns(run.solver, run.steps), reference);
    done += costs[i];
    yield { kind: 'error', ...run, evaluations: costs[i], error };
    const perSecond = done / ((performance.now() - started) / 1000);
    yield {
      kind: 'progress',
      step: done,
      steps: total,
      stepsPerSecond: perSecond,
      secondsLeft: (total - done) / perSecond,
    };
  }
  return { seconds: (performance.now() - started) / 1000 };
}
