import { expect, it, vi } from 'vitest';
import { Refused } from '../../model/compiled/refused';
import { FallbackBatch, type RestartableBatch } from './fallbackBatch';

const never = new AbortController().signal;

/** x is the sum of all operations that were taken; every state that is left is kept. */
function adder(x: number, failsAtRead = Infinity, error: Error = new Refused('too large')) {
  let [now, reads] = [x, 0];
  let left: Float32Array[] = [];
  const dispose = vi.fn();
  const walker: RestartableBatch & { lastRead: Float32Array } = {
    lastRead: Float32Array.of(x),
    step(at) {
      left.push(Float32Array.of(now));
      now += at;
    },
    readKept() {
      if (++reads >= failsAtRead) return Promise.reject(error);
      const xt = left;
      left = [];
      walker.lastRead = Float32Array.of(now);
      return Promise.resolve({ xt, x0Hat: xt });
    },
    readState() {
      if (++reads >= failsAtRead) return Promise.reject(error);
      walker.lastRead = Float32Array.of(now);
      return Promise.resolve(walker.lastRead);
    },
    dispose,
  };
  return { walker, dispose };
}

async function walked(first: RestartableBatch, abandon: (reason: string) => void = () => undefined) {
  const second = vi.fn(([x]: Float32Array) => adder(x).walker);
  const walker = new FallbackBatch(first, second, abandon);
  const states: number[] = [];
  for (const at of [1, 2, 3, 4, 5, 6]) {
    walker.step(at);
    if (at % 2 === 0) states.push(...(await walker.readKept(never)).xt.flatMap((xt) => [...xt]));
  }
  states.push(...(await walker.readState(never)));
  return { states, second };
}

it.each([1, 2, 3, 4])('goes on from the newest state where read %i is refused', async (read) => {
  const whole = await walked(adder(10).walker);
  expect(whole.second).not.toHaveBeenCalled();
  const { walker, dispose } = adder(10, read);
  const abandon = vi.fn();
  const { states, second } = await walked(walker, abandon);
  expect(states).toEqual(whole.states);
  expect(second).toHaveBeenCalledExactlyOnceWith(Float32Array.of([10, 13, 20, 31][read - 1]));
  expect(abandon).toHaveBeenCalledExactlyOnceWith('too large');
  expect(dispose).toHaveBeenCalledOnce();
});

it('goes on, too, where there was no room, but gives nothing up', async () => {
  const abandon = vi.fn();
  const { second } = await walked(adder(10, 2, new Refused('no room', true)).walker, abandon);
  expect(second).toHaveBeenCalledOnce();
  expect(abandon).not.toHaveBeenCalled();
});

it('leaves every other failure alone', async () => {
  await expect(walked(adder(0, 2, new Error('lost')).walker)).rejects.toThrow('lost');
});

it('hears a cancel while it catches up', async () => {
  const controller = new AbortController();
  const walker = new FallbackBatch(
    adder(0, 1).walker,
    ([x]) => adder(x).walker,
    () => controller.abort(new Error('enough')),
  );
  walker.step(1);
  await expect(walker.readKept(controller.signal)).rejects.toThrow('enough');
});
