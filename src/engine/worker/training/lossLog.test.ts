import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { TrainEvent } from '../../protocol/train';
import { LossLog } from './lossLog';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Progress = Extract<TrainEvent, { kind: 'progress' }>;

it('measures updates without milestones, and expects milestones to take as long as the latest', () => {
  const log = new LossLog(0, 50);
  const update = (ms: number): void => {
    vi.advanceTimersByTime(ms);
    log.add({
      errors: Float64Array.of(1),
      weights: Float64Array.of(1),
      bands: Uint8Array.of(0),
      learningRate: 1,
    });
  };
  const progress = (): Progress => [...log.report()].find((event) => event.kind === 'progress') as Progress;
  for (let n = 1; n <= 10; n++) update(100);
  expect(progress()).toMatchObject({ update: 10, seconds: 1, updatesPerSecond: 10, secondsLeft: 4 });
  vi.advanceTimersByTime(3000);
  log.skipMilestone(3000);
  for (let n = 11; n <= 15; n++) update(100);
  // 35 updates, and milestones after 20, 30, 40 and 50.
  expect(progress()).toMatchObject({ update: 15, seconds: 1.5, updatesPerSecond: 10, secondsLeft: 3.5 + 12 });
});
