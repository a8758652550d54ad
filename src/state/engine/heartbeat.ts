import type { Engine } from '../../engine/client/engine';

const BEAT_MS = 2000;

/**
 * Asks a worker now and then whether it still answers: one that is gone would never say so.
 * @param patienceMs how long it may be silent; it hears nothing while it computes
 * @param silent is told, after how many seconds, at each beat as long as it does not answer
 * @returns a function that stops it
 */
export function watch(
  engine: Engine,
  patienceMs: () => number,
  silent: (seconds: number) => void,
): () => void {
  let missed = 0;
  const timer = setInterval(() => {
    // Beats and not the clock, which goes on while a computer sleeps.
    if (missed * BEAT_MS > patienceMs()) silent((missed * BEAT_MS) / 1000);
    else if (missed++ === 0)
      engine.run('ping', { sent: performance.now() }).then(
        () => (missed = 0),
        () => undefined,
      );
  }, BEAT_MS);
  return () => clearInterval(timer);
}
