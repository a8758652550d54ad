import type { PlaneJobs } from '../../protocol/plane';
import { inOneStep } from '../loop/inOneStep';
import type { Handlers } from '../loop/serve';
import { planeDistance, planeField, planeFlow, planeHeat, planePath, planeStraightness } from './answers';
import { planeDensity } from './density';
import { planeSolvers } from './solvers';
import { planeWay } from './way';

/** The jobs of the plane: formulas alone, without network or backend. */
export const planeJobs = {
  planeField: inOneStep(planeField),
  planeWay,
  planeDistance,
  planeDensity,
  planeSolvers,
  planeHeat: inOneStep(planeHeat),
  planeFlow,
  planeStraightness: inOneStep(planeStraightness),
  planePath: inOneStep(planePath),
} satisfies Pick<Handlers, keyof PlaneJobs>;
