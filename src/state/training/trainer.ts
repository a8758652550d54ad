import { connect } from '../../engine/client/engine';
import type { Engine } from '../../engine/client/engine';
import { EngineFailure } from '../../engine/protocol/errors';

/** The worker that trains, beside the one that samples, so that scrubbing goes on. */
let current: { worker: Worker; engine: Engine } | null = null;

const BEAT_MS = 2000;

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
 * @param patience how long it may be silent, ms: it hears nothing while it computes an update
 * @returns how to stop
 */
export function watchTrainer(patience: () => number): () => void {
  const engine = trainer();
  let missed = 0;
  const timer = setInterval(() => {
    // Beats and not the clock, which goes on while a computer sleeps.
    if (missed * BEAT_MS > patience()) endTrainer(stuck(missed));
    else if (missed++ === 0)
      engine.run('ping', { sent: performance.now() }).then(
        () => (missed = 0),
        () => undefined,
      );
  }, BEAT_MS);
  return () => clearInterval(timer);
}

const stuck = (missed: number): EngineFailure =>
  new EngineFailure(
    'worker-crashed',
    `The training's worker has not answered for ${(missed * BEAT_MS) / 1000} seconds and was ended.`,
    'Go on from its last copy.',
  );
