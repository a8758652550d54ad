/** Work of one slice, in ms, after which the browser may draw and answer. */
const SLICE_MS = 8;

const waiting: (() => void)[] = [];
let spent = 0;
let isScheduled = false;

/** Does what waits, in order, until the slice is over. */
function work(): void {
  const start = performance.now();
  const before = spent;
  while (waiting.length > 0 && spent < SLICE_MS) {
    waiting.shift()?.();
    spent = before + performance.now() - start;
  }
}

function next(): void {
  spent = 0;
  work();
  isScheduled = waiting.length > 0;
  if (isScheduled) setTimeout(next);
}

/**
 * Does small jobs in slices: at once while those of this task took less than a slice, the others after it, in order. So what many parts
 * of a page do when they are shown together is not one long task.
 */
export function inSlices(job: () => void): void {
  waiting.push(job);
  if (!isScheduled) {
    isScheduled = true;
    setTimeout(next);
  }
  work();
}
