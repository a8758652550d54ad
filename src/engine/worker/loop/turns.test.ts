import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Turns } from './turns';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Whether another job has had a turn when `take` resolves. */
async function givesTurn(turns: Turns): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  let heard = false;
  port2.onmessage = () => (heard = true);
  port1.postMessage(null);
  await turns.take();
  port1.close();
  return heard;
}

it('gives a turn once some milliseconds have passed since the last one', async () => {
  const turns = new Turns(new AbortController().signal, 'wasm');
  expect(await givesTurn(turns)).toBe(false);
  vi.advanceTimersByTime(13);
  expect(await givesTurn(turns)).toBe(true);
  expect(await givesTurn(turns)).toBe(false);
});

it('gives one at every call on a GPU', async () => {
  const turns = new Turns(new AbortController().signal, 'webgpu');
  expect([await givesTurn(turns), await givesTurn(turns)]).toEqual([true, true]);
});

it('throws the reason of an aborted signal, with or without a turn', async () => {
  const controller = new AbortController();
  const turns = new Turns(controller.signal);
  controller.abort(new Error('enough'));
  await expect(turns.take()).rejects.toThrow('enough');
});
