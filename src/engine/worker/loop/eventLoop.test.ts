import { expect, it } from 'vitest';
import { deferred, nextMacrotask, orAbort } from './eventLoop';

it('handles the messages that have arrived before the next macrotask', async () => {
  const { port1, port2 } = new MessageChannel();
  const received: unknown[] = [];
  port2.onmessage = ({ data }) => received.push(data);
  port1.postMessage('cancel');
  await Promise.resolve();
  expect(received).toEqual([]);
  await nextMacrotask();
  expect(received).toEqual(['cancel']);
  port1.close();
});

it('rejects with the reason of a signal that was aborted meanwhile', async () => {
  const controller = new AbortController();
  const next = nextMacrotask(controller.signal);
  controller.abort(new Error('enough'));
  await expect(next).rejects.toThrow('enough');
});

it('stops waiting for a promise when the signal is aborted, before or after the start', async () => {
  const controller = new AbortController();
  const pending = orAbort(deferred().promise, controller.signal);
  controller.abort(new Error('enough'));
  await expect(pending).rejects.toThrow('enough');
  await expect(orAbort(deferred().promise, controller.signal)).rejects.toThrow('enough');
  const { promise, resolve } = deferred();
  resolve();
  await orAbort(promise, new AbortController().signal);
});
