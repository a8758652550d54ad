import type { PlaneJobs } from '../../protocol/plane';
import { inOneStep } from '../loop/inOneStep';
import type { Handlers } from '../loop/serve';
import {
  planeDistance,
  planeError,
  planeField,
  planeFlow,
  planeHeat,
  planePath,
  planeStraightness,
} from './answers';
import { planeDensity } from './density';
import { planeSolvers } from './solvers';
import { planeWay } from './way';

/** The jobs of the plane: formulas, and the network that learns them as a plan on the CPU. */
export const planeJobs = {
  planeField,
  planeWay,
  planeDistance,
  planeDensity,
  planeSolvers,
  planeHeat: inOneStep(planeHeat),
  planeFlow,
  planeStraightness: inOneStep(planeStraightness),
  planeError,
  planePath: inOneStep(planePath),
} satisfies Pick<Handlers, keyof PlaneJobs>;
