import { connect, type Engine, type RunOptions } from '../../engine/client/engine';
import { EngineFailure } from '../../engine/protocol/errors';
import type { RequestOf, ResultOf } from '../../engine/protocol/jobs';
import { TEXTS } from '../texts';
import { watch } from './heartbeat';

/** How long the worker may be silent: at least this, or for some updates. Before the first one it may have to compile. */
const SILENT_MS = 6000;
const SILENT_UPDATES = 8;
const COMPILING_MS = 90_000;

const patienceMs = (updatesPerSecond: number): number =>
  updatesPerSecond > 0 ? Math.max(SILENT_MS, (1000 * SILENT_UPDATES) / updatesPerSecond) : COMPILING_MS;

const stuck = (seconds: number): EngineFailure =>
  new EngineFailure('worker-crashed', ...TEXTS.silentTraining(seconds));

/**
 * The worker that trains. It is another than the one that samples, so that scrubbing goes on.
 * @param startWorker called for the first job, and for the first one after the worker was ended
 */
export function createTrainer(startWorker: () => Worker) {
  let current: { readonly worker: Worker; readonly engine: Engine } | null = null;

  const start = () => {
    const worker = startWorker();
    return (current = { worker, engine: connect(worker) });
  };

  /** Ends the worker; what runs on it fails with the reason. */
  function end(reason: EngineFailure): void {
    const ended = current;
    current = null;
    ended?.worker.terminate();
    ended?.engine.close(reason);
  }

  /**
   * Runs a job under watch, on a worker that is started where there is none. A worker that does not answer for too long is
   * ended, since it would never say that it is gone.
   * @param updatesPerSecond at present; NaN before the first update. The worker hears nothing while it computes one
   * @returns the job's result; rejects with an EngineFailure
   */
  async function runWatched<N extends 'train' | 'exportTraining' | 'importTraining'>(
    job: N,
    request: RequestOf<N>,
    updatesPerSecond: () => number,
    options?: RunOptions<N>,
  ): Promise<ResultOf<N>> {
    const { engine } = current ?? start();
    const unwatch = watch(
      engine,
      () => patienceMs(updatesPerSecond()),
      (seconds) => end(stuck(seconds)),
    );
    try {
      return await engine.run(job, request, options);
    } finally {
      unwatch();
    }
  }

  return { runWatched, end };
}

export type Trainer = ReturnType<typeof createTrainer>;

/** A trainer with a worker of its own. */
export const newTrainer = (): Trainer =>
  createTrainer(
    () => new Worker(new URL('../../engine/worker/main.worker.ts', import.meta.url), { type: 'module' }),
  );
