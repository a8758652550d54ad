import { equation } from './equation';
import { learning } from './learning';
import { walk } from './looks';
import { solverErrors } from './solverErrors';
import { SIDES, ways } from './ways';

/** Stops what moves, or else what is computed. @returns whether there was something */
export function stopPlane(): boolean {
  if (walk.stop()) return true;
  const stopped = [...SIDES.map((side) => ways[side].stop()), equation.stop(), solverErrors.stop()];
  if (stopped.includes(true)) return true;
  if (!learning.training.isTraining()) return false;
  learning.training.toggle();
  return true;
}
