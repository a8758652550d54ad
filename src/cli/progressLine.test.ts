import { describe, expect, it } from 'vitest';
import { progressLine } from './progressLine';

describe('progressLine', () => {
  it.each([
    [12, 0.5, 76, 'step 12 of 50, 24 %, 0.500 steps/s, 1 min 16 s left'],
    [12.25, 20, 1.9, 'step 12.3 of 50, 24 %, 20.0 steps/s, 2 s left'],
    [1, 0.001, 49_000, 'step 1 of 50, 2 %, 0.00100 steps/s, 13 h 36 min left'],
  ])('reads well at step %d', (step, stepsPerSecond, secondsLeft, line) => {
    expect(progressLine({ unit: 'step', step, steps: 50, stepsPerSecond, secondsLeft })).toBe(line);
  });
  it('ends with a note', () => {
    const line = progressLine({
      unit: 'update',
      step: 2,
      steps: 4,
      stepsPerSecond: 1,
      secondsLeft: 2,
      note: 'loss 0.1',
    });
    expect(line).toBe('update 2 of 4, 50 %, 1.00 updates/s, 2 s left, loss 0.1');
  });
});
