import type { Engine } from '../../engine/client/engine';
import { toEngineError } from '../../engine/protocol/errors';
import { counted } from './jobsRunning';
import { engine, reportFailure, watchEngine } from './pageEngine';

/** How long the worker may be silent: a large batch or a compilation keeps it busy. */
const SILENT_MS = 45_000;

/**
 * Uses the engine, which is started where it is not there. Where it is lost in the middle, `job` is called again with the one that
 * follows, so it has to begin, or go on from what has come, each time.
 * Rejects with what the job rejects with, an EngineError, or the signal's reason.
 */
export const runJob = <Result>(
  signal: AbortSignal | undefined,
  job: (ready: Engine) => Promise<Result>,
): Promise<Result> => counted(() => runToTheEnd(signal, job));

async function runToTheEnd<Result>(
  signal: AbortSignal | undefined,
  job: (ready: Engine) => Promise<Result>,
): Promise<Result> {
  for (;;) {
    const ready = await engine();
    signal?.throwIfAborted();
    const unwatch = watchEngine(ready, SILENT_MS);
    try {
      return await job(ready);
    } catch (caught) {
      const follows = reportFailure(toEngineError(caught), ready);
      if (signal?.aborted || !follows) throw caught;
    } finally {
      unwatch();
    }
  }
}
