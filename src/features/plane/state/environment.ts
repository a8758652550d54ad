import { runOnWorker } from '../../../state/engine/ownWorker';
import { browser, type Environment } from '../../../state/environment';

/** The page with a worker of the plane's own, so that the plane answers while networks load or compute elsewhere. */
export const environment: Environment = {
  ...browser,
  runJob: runOnWorker(
    () => new Worker(new URL('../../../engine/worker/plane.worker.ts', import.meta.url), { type: 'module' }),
  ),
};
