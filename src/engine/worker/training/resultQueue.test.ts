import { describe, expect, it } from 'vitest';
import { ResultQueue } from './resultQueue';

/** A promise that resolves after some milliseconds. */
const after = <Value>(ms: number, value: Value): Promise<Value> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

describe('ResultQueue', () => {
  it('lets a few results be pending if they come fast, and gives all in order', async () => {
    const read: number[] = [];
    const queue = new ResultQueue<number>(true, (result) => read.push(result));
    const pending: number[] = [];
    for (let n = 0; n < 12; n++) {
      await queue.add(after(5, n));
      pending.push(n + 1 - read.length);
    }
    expect(pending[0]).toBe(0);
    expect(Math.max(...pending)).toBe(3);
    await queue.settle();
    expect(read).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it.each([
    ['on a CPU', false, 1],
    ['if an update takes long', true, 150],
  ])('reads each at once %s', async (_where, onGpu, ms) => {
    let read = 0;
    const queue = new ResultQueue<number>(onGpu, () => read++);
    for (let n = 1; n <= 3; n++) {
      await queue.add(after(ms, n));
      expect(read).toBe(n);
    }
  });

  it('fails with the first failure, in its turn, and can wait for the rest', async () => {
    const read: number[] = [];
    const queue = new ResultQueue<number>(true, (result) => read.push(result));
    for (let n = 0; n < 4; n++) await queue.add(after(1, n));
    let isSettled = false;
    await expect(
      (async () => {
        await queue.add(Promise.reject(new Error('not a number')));
        await queue.add(after(20, 9).finally(() => (isSettled = true)));
        await queue.settle();
      })(),
    ).rejects.toThrow('not a number');
    expect(read).toEqual([0, 1, 2, 3]);
    await queue.drop();
    expect(isSettled).toBe(true);
  });
});
