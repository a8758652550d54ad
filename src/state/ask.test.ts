import { beforeEach, expect, it, vi } from 'vitest';
import { EngineFailure } from '../engine/protocol/errors';
import type { Capability, SampleRequest } from '../engine/protocol/jobs';
import type { Handlers } from '../engine/worker/serve';
import { serve } from '../engine/worker/serve';
import { SHIPPED } from './trained';
import { Run } from './trajectoryCache';

const request: SampleRequest = {
  network: 'shipped',
  seed: 1,
  labels: [3],
  schedule: { name: 'linear', T: 1000 },
  sampler: 'ddim',
  steps: 4,
  eta: 0,
  guidance: 0,
  keep: 'all',
};
const signal = new AbortController().signal;

/** What the workers of a test do, the first one's jobs first. */
let workers: Partial<Handlers>[];
/** What `prepare` was asked to do without, each time. */
let without: unknown[];
/** Ends the newest worker without a word. */
let silence: () => void;

class FakeWorker {
  private readonly page: MessagePort;
  readonly addEventListener: MessagePort['addEventListener'];

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.page = port1;
    this.addEventListener = port1.addEventListener.bind(port1);
    silence = () => port2.close();
    const capability: Capability = {
      backend: 'webgpu',
      device: 'a GPU',
      software: false,
      canaryMs: 1,
      notes: [],
    };
    const handlers: Partial<Handlers> = {
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
      async *prepare(asked) {
        without.push(asked.without);
        return { capability, network: {} as never };
      },
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
      async *ping(asked) {
        return asked;
      },
      ...workers.shift(),
    };
    serve(port2, handlers as Handlers);
    port1.start();
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.page.postMessage(message, transfer);
  }

  terminate(): void {
    this.page.close();
  }
}

const lost = () => new EngineFailure('device-lost', 'The graphics device was lost (gone).', 'Start again.');

/** Leaves states of these numbers, and then ends as told. */
const leaving = (first: number, count: number, then: () => unknown): Partial<Handlers> => ({
  async *sample({ start }) {
    const states = Float32Array.from(
      { length: count },
      (_, i) => 10 * (first + i) + (start?.pictures[0] ?? 0) / 100,
    );
    yield {
      kind: 'frames',
      index: 0,
      times: Int32Array.from(states, (_, i) => 1000 - 250 * (first + i)),
      xt: states,
      x0Hat: states,
    };
    await then();
    return { times: new Int32Array(0), x0: new Float32Array(1), seconds: 7, backend: 'webgpu' };
  },
});

const load = () => import('./ask');
let asking: Awaited<ReturnType<typeof load>>;

beforeEach(async () => {
  without = [];
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.resetModules();
  asking = await load();
  return () => vi.unstubAllGlobals();
});

const failing = () => Promise.reject(lost());

it('goes on with a run on the engine that follows, from the newest state', async () => {
  const run = new Run('a', 4, 1, 1);
  workers = [leaving(0, 3, failing), leaving(2, 3, () => undefined)];
  const seconds = await asking.complete(SHIPPED, request, run, {
    signal,
    onEvent: (event) => event.kind === 'frames' && run.append(event),
  });
  expect([...run.times]).toEqual([1000, 750, 500, 250, 0]);
  // The second worker was given the third state, 20, and its states say so.
  expect([...run.xt].map((x) => Math.round(10 * x) / 10)).toEqual([0, 10, 20.2, 30.2, 40.2]);
  expect(seconds).toBeNaN();
});

it('begins again with a run from pictures of its own', async () => {
  const run = new Run('a', 4, 1, 1);
  workers = [leaving(0, 3, failing), leaving(0, 5, () => undefined)];
  const start = { t: 640, pictures: Float32Array.of(500) };
  const seconds = await asking.complete(SHIPPED, { ...request, start }, run, {
    signal,
    onEvent: (event) => event.kind === 'frames' && run.append(event),
  });
  expect([...run.xt]).toEqual([5, 15, 25, 35, 45]);
  expect(seconds).toBe(7);
});

it('leaves the graphics device alone after it was lost twice, and gives up after the third time', async () => {
  workers = [1, 2, 3].map(() => leaving(0, 1, failing));
  await expect(asking.ask(SHIPPED, request, { signal })).rejects.toMatchObject({ code: 'device-lost' });
  expect(without).toEqual([[], [], ['webgpu']]);
});

it('does nothing again that was cancelled, or that another engine would refuse, too', async () => {
  const refused = new EngineFailure('bad-request', 'No.', 'Ask otherwise.');
  workers = [leaving(0, 1, () => Promise.reject(refused))];
  await expect(asking.ask(SHIPPED, request, { signal })).rejects.toMatchObject({ code: 'bad-request' });
  expect(without).toHaveLength(1);
});

it('ends a worker that does not answer any more, and goes on with the next', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const run = new Run('a', 4, 1, 1);
  workers = [leaving(0, 3, () => new Promise(() => undefined)), leaving(2, 3, () => undefined)];
  const done = asking.complete(SHIPPED, request, run, {
    signal,
    onEvent: (event) => event.kind === 'frames' && run.append(event),
  });
  await vi.waitFor(() => expect(run.filled).toBe(3));
  silence();
  vi.advanceTimersByTime(40_000);
  expect(without).toHaveLength(1);
  vi.advanceTimersByTime(10_000);
  await done;
  expect(without).toHaveLength(2);
  expect(run.isFull).toBe(true);
  vi.useRealTimers();
});
