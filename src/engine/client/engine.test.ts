import { afterEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../protocol/errors';
import type { PredictRequest, SampleEvent, SampleRequest, SampleResult } from '../protocol/jobs';
import { serve, type Handlers } from '../worker/loop/serve';
import { connect, type Engine } from './engine';

const request: SampleRequest = {
  network: 'shipped',
  seed: 0,
  labels: [1],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 3,
  eta: 0,
  guidance: 0,
  keep: 'last',
};
/** A new result each time, because its arrays are transferred. */
const result = (seconds = 1): SampleResult => ({
  times: Int32Array.of(1, 0),
  x0: Float32Array.of(5),
  seconds,
  backend: 'cpu',
});
const progress = (step: number): SampleEvent => ({
  kind: 'progress',
  step,
  steps: 3,
  stepsPerSecond: 1,
  secondsLeft: 3 - step,
});
const predictRequest: PredictRequest = {
  network: 'shipped',
  xt: Float32Array.of(1, 2, 3, 4),
  t: 5,
  label: 10,
  schedule: request.schedule,
};

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** An engine whose worker has the given handlers. */
function engineWith(handlers: Partial<Handlers>): Engine {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serve(port2, handlers);
  return connect(port1);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a job over a port', () => {
  it('streams its events in order and resolves with its result', async () => {
    const engine = engineWith({
      async *sample() {
        yield progress(1);
        await pause(1);
        yield progress(2);
        return result();
      },
    });
    const events: SampleEvent[] = [];
    await expect(engine.run('sample', request, { onEvent: (event) => events.push(event) })).resolves.toEqual(
      result(),
    );
    expect(events).toEqual([progress(1), progress(2)]);
  });

  it('transfers typed arrays back, and leaves those of the request usable', async () => {
    const x0 = new Float32Array(1000);
    const lengths: number[] = [];
    const engine = engineWith({
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
      async *predict(received) {
        lengths.push(received.xt.buffer.byteLength);
        return { epsilonHat: x0, x0Hat: received.xt, t: received.t };
      },
    });
    const trajectory = new Float32Array(400);
    const view = { ...predictRequest, xt: trajectory.subarray(4, 8) };
    const answer = await engine.run('predict', view);
    expect(answer.epsilonHat).toHaveLength(1000);
    expect(x0).toHaveLength(0);
    expect(lengths).toEqual([16]);
    expect(trajectory).toHaveLength(400);
  });

  it('runs at the same time as others', async () => {
    const ends = new Map<number, () => void>();
    const engine = engineWith({
      async *sample(received) {
        yield progress(received.seed);
        await new Promise<void>((resolve) => ends.set(received.seed, resolve));
        return result(received.seed);
      },
    });
    const runs = [0, 1, 2].map((seed) => engine.run('sample', { ...request, seed }));
    await vi.waitFor(() => expect(ends.size).toBe(3));
    for (const seed of [2, 1, 0]) {
      ends.get(seed)?.();
      expect((await runs[seed]).seconds).toBe(seed);
    }
  });

  it('rejects with the failure of the worker, typed', async () => {
    const engine = engineWith({
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job that fails
      async *sample() {
        throw new EngineFailure('weights-missing', 'Not there.', 'Reload.');
      },
    });
    const failure = engine.run('sample', request);
    await expect(failure).rejects.toBeInstanceOf(EngineFailure);
    await expect(failure).rejects.toMatchObject({
      code: 'weights-missing',
      message: 'Not there.',
      remedy: 'Reload.',
    });
  });

  it('is refused if the worker does not know it', async () => {
    const failure = engineWith({}).run('sample', request);
    await expect(failure).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('cancelling', () => {
  it('rejects at once, posts one cancel, and stops the job', async () => {
    let thrown: unknown;
    let steps = 0;
    const engine = engineWith({
      async *sample(_, signal) {
        try {
          for (;;) {
            await pause(1);
            signal.throwIfAborted();
            yield progress(++steps);
          }
        } catch (error) {
          thrown = error;
          throw error;
        }
      },
    });
    const controller = new AbortController();
    const events: SampleEvent[] = [];
    const failure = engine.run('sample', request, {
      signal: controller.signal,
      onEvent: (event) => {
        events.push(event);
        if (events.length === 3) controller.abort();
      },
    });
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
    await vi.waitFor(() => expect(thrown).toMatchObject({ code: 'cancelled' }));
    const { length } = events;
    await pause(20);
    expect(events).toHaveLength(length);
  });

  it('posts nothing if it comes before the start', async () => {
    const port = { postMessage: vi.fn(), addEventListener: vi.fn() };
    const failure = connect(port).run('sample', request, { signal: AbortSignal.abort() });
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
    expect(port.postMessage).not.toHaveBeenCalled();
  });
});

describe('a worker that crashes', () => {
  it('rejects all running jobs and every later one', async () => {
    const target = new EventTarget();
    const port = Object.assign(target, { postMessage: vi.fn() });
    const engine = connect(port as never);
    const running = [engine.run('sample', request), engine.run('predict', predictRequest)];
    target.dispatchEvent(Object.assign(new Event('error'), { message: 'boom' }));
    for (const failure of [...running, engine.run('sample', request)]) {
      await expect(failure).rejects.toMatchObject({
        code: 'worker-crashed',
        message: 'The worker stopped: boom.',
      });
    }
  });
});
