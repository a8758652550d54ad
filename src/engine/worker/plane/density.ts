import { FokkerPlanck, l1Distance, massOf, type DensityGrid } from '../../../diffusion/plane/fokkerPlanck';
import { densityOnGrid } from '../../../diffusion/plane/grids';
import { makeSchedule } from '../../../diffusion/schedule';
import type { PlaneDensityEvent, PlaneDensityRequest, PlaneDensityResult } from '../../protocol/plane';
import { demand, demandTimes } from '../requests/demand';
import { Turns } from '../loop/turns';
import { demandGrid, demandLaw, demandT, T } from './validatePlane';

/** The largest step of tau = -log alphaBar: with 256 cells its error is below that of the grid. */
const MOST_TAU = 0.005;

/**
 * Solves the Fokker-Planck equation of the forward process on a grid, from the exact density of the first t.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
export async function* planeDensity(
  { law, n, halfWidth, times }: PlaneDensityRequest,
  signal: AbortSignal,
): AsyncGenerator<PlaneDensityEvent, PlaneDensityResult, void> {
  demandLaw(law);
  demandGrid(n, halfWidth);
  demand(
    times.length >= 2 && times.every((t, i) => i === 0 || t > times[i - 1]),
    'times ascend, two or more',
  );
  demandT('the first t', times[0], law);
  demandTimes(times.subarray(1), T);
  const started = performance.now();
  const turns = new Turns(signal);
  const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear', T);
  const exact = (t: number): DensityGrid =>
    densityOnGrid(law, alphaBar[t], oneMinusAlphaBar[t], n, halfWidth);
  const equation = new FokkerPlanck(exact(times[0]));
  const mass = massOf(equation.current);
  const counts = Array.from(times, (t, i) =>
    i === 0 ? 0 : Math.ceil(Math.log(alphaBar[times[i - 1]] / alphaBar[t]) / MOST_TAU),
  );
  const steps = counts.reduce((sum, count) => sum + count, 0);
  let step = 0;
  for (const [index, t] of times.entries()) {
    const tau = index === 0 ? 0 : Math.log(alphaBar[times[index - 1]] / alphaBar[t]) / counts[index];
    for (let i = 0; i < counts[index]; i++) {
      equation.step(tau);
      step++;
      await turns.take();
    }
    const { current } = equation;
    yield {
      kind: 'density',
      index,
      density: Float32Array.from(current.density),
      distance: index === 0 ? 0 : l1Distance(current, exact(t).density),
      drift: massOf(current) - mass,
    };
    const stepsPerSecond = step / ((performance.now() - started) / 1000);
    yield { kind: 'progress', step, steps, stepsPerSecond, secondsLeft: (steps - step) / stepsPerSecond };
  }
  return { seconds: (performance.now() - started) / 1000 };
}
