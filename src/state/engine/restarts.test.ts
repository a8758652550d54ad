import { beforeEach, expect, it, vi } from 'vitest';
import { EngineRestarts } from './restarts';

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

it('starts a lost engine again, but not a third time within five minutes', () => {
  const ends = new EngineRestarts();
  expect([1, 2, 3].map(() => ends.note('wasm'))).toEqual([true, true, false]);
  vi.advanceTimersByTime(301_000);
  expect(ends.note('wasm')).toBe(true);
});

it('leaves a graphics device alone after the second loss in ten minutes, and no other backend', () => {
  const ends = new EngineRestarts();
  ends.note('wasm');
  ends.note('wasm');
  ends.note('webgpu');
  expect(ends.abandoned).toEqual([]);
  vi.advanceTimersByTime(601_000);
  ends.note('webgpu');
  expect(ends.abandoned).toEqual([]);
  vi.advanceTimersByTime(300_000);
  ends.note('webgpu');
  expect(ends.abandoned).toEqual(['webgpu']);
});
