import { connect, type Engine } from '../../engine/client/engine';
import { toEngineError } from '../../engine/protocol/errors';
import type { runJob } from './runJob';

/**
 * Runs jobs on a worker that needs no preparation.
 * @param startWorker called for the first job, and for the first one after the worker has crashed
 */
export function runOnWorker(startWorker: () => Worker): typeof runJob {
  let current: Engine | null = null;
  return async (signal, job) => {
    signal?.throwIfAborted();
    const engine = (current ??= connect(startWorker()));
    try {
      return await job(engine);
    } catch (caught) {
      if (toEngineError(caught).code === 'worker-crashed' && current === engine) current = null;
      throw caught;
    }
  };
}
