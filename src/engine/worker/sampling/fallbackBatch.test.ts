import { expect, it, vi } from 'vitest';
import { Refused } from '../../../model/compiled/refused';
import { FallbackBatch, type RestartableBatch } from './fallbackBatch';

const never = new AbortController().signal;

/** A batch whose x is the sum of all steps taken; it keeps every state. */
function adder(start: number, failsAtRead = Infinity, error: Error = new Refused('too large')) {
  let [x, reads] = [start, 0];
  let kept: Float32Array[] = [];
  const dispose = vi.fn();
  const batch: RestartableBatch<Float32Array> & { lastRead: Float32Array } = {
    lastRead: Float32Array.of(start),
    step(i) {
      kept.push(Float32Array.of(x));
      x += i;
    },
    readKept() {
      if (++reads >= failsAtRead) return Promise.reject(error);
      const xt = kept;
      kept = [];
      batch.lastRead = Float32Array.of(x);
      return Promise.resolve({ xt, x0Hat: xt });
    },
    readState() {
      if (++reads >= failsAtRead) return Promise.reject(error);
      batch.lastRead = Float32Array.of(x);
      return Promise.resolve(batch.lastRead);
    },
    dispose,
  };
  return { batch, dispose };
}

async function run(
  first: RestartableBatch<Float32Array>,
  abandon: (reason: string) => void = () => undefined,
) {
  const second = vi.fn(([x]: Float32Array) => adder(x).batch);
  const batch = new FallbackBatch(first, second, abandon);
  const states: number[] = [];
  for (const i of [1, 2, 3, 4, 5, 6]) {
    batch.step(i);
    if (i % 2 === 0) states.push(...(await batch.readKept(never)).xt.flatMap((xt) => [...xt]));
  }
  states.push(...(await batch.readState(never)));
  return { states, second };
}

it.each([1, 2, 3, 4])('goes on from the last state that was read if read %i is refused', async (read) => {
  const whole = await run(adder(10).batch);
  expect(whole.second).not.toHaveBeenCalled();
  const { batch, dispose } = adder(10, read);
  const abandon = vi.fn();
  const { states, second } = await run(batch, abandon);
  expect(states).toEqual(whole.states);
  expect(second).toHaveBeenCalledExactlyOnceWith(Float32Array.of([10, 13, 20, 31][read - 1]));
  expect(abandon).toHaveBeenCalledExactlyOnceWith('too large');
  expect(dispose).toHaveBeenCalledOnce();
});

it('also goes on if memory was missing, but does not give up the compiled network', async () => {
  const abandon = vi.fn();
  const { second } = await run(adder(10, 2, new Refused('no room', true)).batch, abandon);
  expect(second).toHaveBeenCalledOnce();
  expect(abandon).not.toHaveBeenCalled();
});

it('passes every other failure on', async () => {
  await expect(run(adder(0, 2, new Error('lost')).batch)).rejects.toThrow('lost');
});

it('can be cancelled while it takes steps again', async () => {
  const controller = new AbortController();
  const batch = new FallbackBatch(
    adder(0, 1).batch,
    ([x]) => adder(x).batch,
    () => controller.abort(new Error('enough')),
  );
  batch.step(1);
  await expect(batch.readKept(controller.signal)).rejects.toThrow('enough');
});
