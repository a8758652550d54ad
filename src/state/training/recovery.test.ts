import { beforeEach, expect, it, vi } from 'vitest';

const load = () => import('./recovery');
let recovery: Awaited<ReturnType<typeof load>>;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  recovery = await load();
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
