/** Several runs in a row, as in use; runtimes take turns, so that a busy moment of the machine affects all of them. */
const A_TURN = 5;
const MIN_ROUNDS = 2;

/**
 * The least time of one run of each, ms, in order.
 * @param {readonly (() => unknown)[]} runs each may return a promise
 * @param {number} seconds
 */
export async function leastMs(runs, seconds) {
  const least = runs.map(() => Infinity);
  for (const run of runs) await run();
  const end = performance.now() + 1000 * seconds;
  for (let round = 0; round < MIN_ROUNDS || performance.now() < end; round++)
    for (const [i, run] of runs.entries()) {
      const turnEnd = performance.now() + 1000;
      for (let n = 0; n < A_TURN && (n === 0 || performance.now() < turnEnd); n++) {
        const began = performance.now();
        await run();
        least[i] = Math.min(least[i], performance.now() - began);
      }
    }
  return least;
}
