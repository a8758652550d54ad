import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SampleEvent } from '../../protocol/jobs';
import { FrameStream } from './frameStream';
import { Pace } from '../loop/pace';

const never = new AbortController().signal;
const states = { xt: Float32Array.of(1), x0Hat: Float32Array.of(2) };
const batches = {
  readKept: vi.fn(() => Promise.resolve(states)),
  readState: vi.fn(() => Promise.resolve(new Float32Array(1))),
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => void vi.useRealTimers());

/** Takes one step of so many milliseconds, and leaves a frame at t if that is given. */
async function step(stream: FrameStream, n: number, ms: number, t?: number): Promise<SampleEvent[]> {
  vi.advanceTimersByTime(ms);
  if (t !== undefined) stream.keep(t);
  const events: SampleEvent[] = [];
  for await (const event of stream.afterStep(n, never)) events.push(event);
  return events;
}

it('streams the frames that wait when a read is due, then the progress', async () => {
  const stream = new FrameStream(batches, new Pace(4, 2));
  const [first, progress] = await step(stream, 1, 10, 9);
  expect(first).toEqual({ kind: 'frames', index: 0, times: Int32Array.of(9), ...states });
  expect(progress).toMatchObject({ kind: 'progress', step: 1, steps: 4 });
  expect(await step(stream, 2, 10, 7)).toEqual([]);
  const [second] = await step(stream, 3, 10, 5);
  expect(second).toMatchObject({ index: 1, times: Int32Array.of(7, 5) });
  await step(stream, 4, 10);
  expect(batches.readKept).toHaveBeenCalledTimes(2);
  const x0 = Float32Array.of(3);
  const last = stream.last(0, x0);
  expect(last).toEqual({ kind: 'frames', index: 3, times: Int32Array.of(0), xt: x0, x0Hat: x0 });
  expect(last.xt.buffer).not.toBe(x0.buffer);
});

it('reads x_t where there are no frames, but not after the last step', async () => {
  const stream = new FrameStream(batches, new Pace(2, 1));
  expect(await step(stream, 1, 10)).toMatchObject([{ kind: 'progress' }]);
  expect(batches.readState).toHaveBeenCalledOnce();
  expect(await step(stream, 2, 10)).toMatchObject([{ kind: 'progress', step: 2 }]);
  expect(batches.readState).toHaveBeenCalledOnce();
  expect(batches.readKept).not.toHaveBeenCalled();
});

it('reports progress between reads where the last report is long ago', async () => {
  const stream = new FrameStream(batches, new Pace(10, 5));
  await step(stream, 1, 10);
  expect(await step(stream, 2, 10)).toEqual([]);
  expect(await step(stream, 3, 600)).toMatchObject([{ kind: 'progress', step: 3 }]);
});
