import { connect } from '../../engine/client/engine';
import type { Engine } from '../../engine/client/engine';
import { EngineFailure } from '../../engine/protocol/errors';
import type { RequestOf, ResultOf } from '../../engine/protocol/jobs';
import { watch } from './heartbeat';

/** The worker that trains, beside the one that samples, so that scrubbing goes on. */
let current: { worker: Worker; engine: Engine } | null = null;

/** How long the worker may be silent: at least this, or some updates; before the first one it may have to compile. */
const SILENT_MS = 6000;
const SILENT_UPDATES = 8;
const COMPILING_MS = 90_000;

/** The trainer's engine; its worker is started where there is none. */
export function trainer(): Engine {
  if (current) return current.engine;
  const worker = new Worker(new URL('../../engine/worker/main.worker.ts', import.meta.url), {
    type: 'module',
  });
  current = { worker, engine: connect(worker) };
  return current.engine;
}

/** Ends the worker; what ran on it fails with the reason. */
export function endTrainer(reason: EngineFailure): void {
  const ended = current;
  current = null;
  ended?.worker.terminate();
  ended?.engine.close(reason);
}

/**
 * Asks the worker now and then whether it still answers, and ends it if it does not.
 * @param updatesPerSecond at present; NaN before the first update. The worker hears nothing while it computes one
 * @returns how to stop
 */
export function watchTrainer(updatesPerSecond: () => number): () => void {
  const patienceMs = (): number => {
    const rate = updatesPerSecond();
    return rate > 0 ? Math.max(SILENT_MS, (1000 * SILENT_UPDATES) / rate) : COMPILING_MS;
  };
  return watch(trainer(), patienceMs, (seconds) => endTrainer(stuck(seconds)));
}

/** Runs a short job on the trainer under watch: a worker that is gone would never answer. */
export async function ask<N extends 'exportTraining' | 'importTraining'>(
  job: N,
  request: RequestOf<N>,
  updatesPerSecond: () => number,
): Promise<ResultOf<N>> {
  const unwatch = watchTrainer(updatesPerSecond);
  try {
    return await trainer().run(job, request);
  } finally {
    unwatch();
  }
}

const stuck = (seconds: number): EngineFailure =>
  new EngineFailure(
    'worker-crashed',
    `The training's worker has not answered for ${seconds} seconds and was ended.`,
    'Go on from its last copy.',
  );
