// Measures updates of a training in this worker.
import { fold, key, uniform } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { tiny } from '../../../src/model/networks/tiny';
import { drawBatch, noised } from '../../../src/model/train/batch';

export const counts = { dispatches: 0, buffers: 0 };

function count(prototype, method, name) {
  const original = prototype?.[method];
  if (!original) return;
  prototype[method] = function (...parameters) {
    counts[name]++;
    return original.apply(this, parameters);
  };
}
count(globalThis.GPUComputePassEncoder?.prototype, 'dispatchWorkgroups', 'dispatches');
count(globalThis.GPUDevice?.prototype, 'createBuffer', 'buffers');

const COUNT = 256;
const DIGITS = {
  pixels: Uint8Array.from({ length: COUNT * tiny.size ** 2 }, (_, i) => 255 * uniform(key(1), i)),
  labels: Uint8Array.from({ length: COUNT }, (_, i) => i % tiny.classes),
};
export const schedule = makeSchedule('linear', 1000);

/** A few batches of noise instead of digits, which does not change the time. */
export const draws = (size) =>
  Array.from({ length: 4 }, (_, i) => drawBatch(tiny, schedule, DIGITS, fold(key(2), i), size));
export const batches = (size) => draws(size).map((draw) => noised(tiny, schedule, draw));

/**
 * Measures the speed of some updates, and the number of tensors before and after them.
 * @param update makes the nth update and reads its loss
 * @param tensors gives the number of tensors
 * @param question how many updates are measured
 */
export async function measure(update, tensors, { updates }) {
  for (let n = 1; n <= 2; n++) await update(n); // compiles, fills caches
  const first = tensors();
  const before = { ...counts };
  const began = performance.now();
  for (let n = 3; n <= updates + 2; n++) await update(n);
  return {
    updatesPerSecond: (1000 * updates) / (performance.now() - began),
    dispatches: (counts.dispatches - before.dispatches) / updates,
    buffers: (counts.buffers - before.buffers) / updates,
    first,
    last: tensors(),
  };
}

/** Answers the question of the page. */
export function answer(answerTo) {
  globalThis.onmessage = ({ data }) => {
    answerTo(data).then(
      (result) => globalThis.postMessage({ answer: result }),
      (error) => globalThis.postMessage({ error: error.message }),
    );
  };
}
