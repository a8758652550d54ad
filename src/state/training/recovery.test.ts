import { beforeEach, expect, it, vi } from 'vitest';

let recovery: typeof import('./recovery');

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  recovery = await import('./recovery');
  return () => vi.useRealTimers();
});

it('starts a lost trainer again, but not a third time within a minute', () => {
  expect([1, 2, 3].map(() => recovery.noteEnd('wasm'))).toEqual([true, true, false]);
  vi.advanceTimersByTime(61_000);
  expect(recovery.noteEnd('wasm')).toBe(true);
});

it('leaves a graphics device alone after the second loss in ten minutes, and no other backend', () => {
  recovery.noteEnd('wasm');
  recovery.noteEnd('wasm');
  recovery.noteEnd('webgpu');
  expect(recovery.leftBackends()).toEqual([]);
  vi.advanceTimersByTime(601_000);
  recovery.noteEnd('webgpu');
  expect(recovery.leftBackends()).toEqual([]);
  vi.advanceTimersByTime(300_000);
  recovery.noteEnd('webgpu');
  expect(recovery.leftBackends()).toEqual(['webgpu']);
});
