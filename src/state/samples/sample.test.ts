import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineFailure } from '../../engine/protocol/errors';
import type { Capability, SampleRequest } from '../../engine/protocol/jobs';
import { type Handlers, serve } from '../../engine/worker/loop/serve';
import { SHIPPED } from '../network/usedNetwork';
import { SampleRun } from './sampleRun';

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

const capability: Capability = {
  backend: 'webgpu',
  device: 'a GPU',
  software: false,
  canaryMs: 1,
  notes: [],
};

class FakeWorker {
  private readonly page: MessagePort;
  readonly addEventListener: MessagePort['addEventListener'];

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.page = port1;
    this.addEventListener = port1.addEventListener.bind(port1);
    silence = () => port2.close();
    const handlers: Partial<Handlers> = {
      // eslint-disable-next-line @typescript-eslint/require-await -- a job in one step
      async *prepare(asked) {
        without.push(asked.without);
        yield { kind: 'phase', phase: 'compiling', backend: 'webgpu' };
        return { capability, network: {} as never };
      },
      // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
      async *ping(asked) {
        return asked;
      },
      ...workers.shift(),
    };
    serve(port2, handlers);
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

const load = async () => ({ ...(await import('./sample')), ...(await import('../engine/runJob')) });
let page: Awaited<ReturnType<typeof load>>;

beforeEach(async () => {
  without = [];
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('location', new URL('http://localhost/'));
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.resetModules();
  page = await load();
  return () => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  };
});

/** Samples once on the engine of the page. */
const sampling = () => page.sample(page.runJob, SHIPPED, request, { signal });

const completing = (run: SampleRun, requested = request, cancelled = signal): Promise<number | undefined> =>
  page.completeRun(page.runJob, SHIPPED, requested, run, {
    signal: cancelled,
    onEvent: (event) => event.kind === 'frames' && run.append(event),
  });

const failing = () => Promise.reject(lost());

it('goes on with a run on the engine that follows, from the newest state', async () => {
  const run = new SampleRun('a', 4, 1, 1);
  workers = [leaving(0, 3, failing), leaving(2, 3, () => undefined)];
  const seconds = await completing(run);
  expect([...run.times]).toEqual([1000, 750, 500, 250, 0]);
  // The second worker was given the third state, 20, and its states say so.
  expect([...run.xt].map((x) => Math.round(10 * x) / 10)).toEqual([0, 10, 20.2, 30.2, 40.2]);
  expect(seconds).toBeUndefined();
});

it('goes on with DPM-Solver++ (2M) from state and guess, and begins again where not every guess is kept', async () => {
  const starts: unknown[] = [];
  const noting = ({ sample }: Partial<Handlers>): Partial<Handlers> => ({
    sample: (asked, ...rest) => {
      starts.push(asked.start);
      return sample?.(asked, ...rest) as never;
    },
  });
  const multistep = { ...request, sampler: 'dpmpp-2m' } as const;
  workers = [leaving(0, 3, failing), noting(leaving(2, 3, () => undefined))];
  await completing(new SampleRun('a', 4, 1, 1), multistep);
  expect(starts).toEqual([{ t: 500, done: 2, pictures: Float32Array.of(20), before: Float32Array.of(10) }]);
  workers = [leaving(0, 2, failing), noting(leaving(0, 3, () => undefined))];
  page = await load();
  await completing(new SampleRun('a', 2, 1, 1), { ...multistep, every: 2 });
  expect(starts[1]).toBeUndefined();
});

it('counts the steps of Heun, which takes two operations each', async () => {
  const seen: unknown[] = [];
  const progress = { kind: 'progress', step: 3, steps: 3, stepsPerSecond: 14, secondsLeft: 0 } as const;
  workers = [
    leaving(0, 3, failing),
    {
      async *sample() {
        await Promise.resolve();
        yield progress;
        return { times: new Int32Array(0), x0: new Float32Array(1), seconds: 7, backend: 'webgpu' };
      },
    },
  ];
  const run = new SampleRun('a', 4, 1, 1);
  await page.completeRun(page.runJob, SHIPPED, { ...request, sampler: 'heun' }, run, {
    signal,
    onEvent: (event) => (event.kind === 'frames' ? run.append(event) : seen.push(event)),
  });
  expect(seen).toEqual([{ ...progress, step: 4, steps: 4, stepsPerSecond: 8 }]);
});

it('begins again with a run from pictures of its own', async () => {
  const run = new SampleRun('a', 4, 1, 1);
  workers = [leaving(0, 3, failing), leaving(0, 5, () => undefined)];
  const start = { t: 640, pictures: Float32Array.of(500) };
  const seconds = await completing(run, { ...request, start });
  expect([...run.xt]).toEqual([5, 15, 25, 35, 45]);
  expect(seconds).toBe(7);
});

it('leaves the graphics device alone after it was lost twice, and gives up after the third time', async () => {
  workers = [1, 2, 3, 4].map(() => leaving(0, 1, failing));
  await expect(sampling()).rejects.toMatchObject({ code: 'device-lost' });
  expect(without).toEqual([[], [], ['webgpu']]);
});

it('is not tired of losses that are far apart', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const later = () => {
    vi.advanceTimersByTime(6 * 60_000);
    return failing();
  };
  workers = [...[1, 2, 3, 4].map(() => leaving(0, 1, later)), leaving(0, 1, () => undefined)];
  await sampling();
  expect(without).toHaveLength(5);
});

it('starts anew where the device is lost while it is prepared, and then without it', async () => {
  const dying: Partial<Handlers> = {
    async *prepare(asked) {
      without.push(asked.without);
      yield { kind: 'phase', phase: 'compiling', backend: 'webgpu' };
      return failing();
    },
  };
  workers = [dying, dying, leaving(0, 1, () => undefined)];
  await sampling();
  expect(without).toEqual([[], [], ['webgpu']]);
});

it('does nothing again that another engine would refuse, too', async () => {
  const refused = new EngineFailure('bad-request', 'No.', 'Ask otherwise.');
  workers = [leaving(0, 1, () => Promise.reject(refused))];
  await expect(sampling()).rejects.toMatchObject({ code: 'bad-request' });
  expect(without).toHaveLength(1);
});

it('does nothing again that was cancelled while the engine started anew, even where all had come', async () => {
  const run = new SampleRun('a', 4, 1, 1);
  const cancel = new AbortController();
  let restarted = (): void => undefined;
  const restarting = new Promise<void>((resolve) => (restarted = resolve));
  let samples = 0;
  workers = [
    leaving(0, 5, failing),
    {
      async *prepare(asked) {
        without.push(asked.without);
        yield { kind: 'phase', phase: 'probing' };
        await restarting;
        return { capability, network: {} as never };
      },
      ...leaving(0, 5, () => samples++),
    },
  ];
  const done = completing(run, request, cancel.signal);
  await vi.waitFor(() => expect(without).toHaveLength(2));
  cancel.abort();
  restarted();
  await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  expect(samples).toBe(0);
});

describe('a worker that does not answer any more', () => {
  const forever = () => new Promise(() => undefined);

  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));

  it('is ended, and the run goes on with the next', async () => {
    const run = new SampleRun('a', 4, 1, 1);
    workers = [leaving(0, 3, forever), leaving(2, 3, () => undefined)];
    const done = completing(run);
    await vi.waitFor(() => expect(run.filled).toBe(3));
    silence();
    vi.advanceTimersByTime(40_000);
    expect(without).toHaveLength(1);
    vi.advanceTimersByTime(10_000);
    await done;
    expect(without).toHaveLength(2);
    expect(run.isFull).toBe(true);
  });

  it('is ended, too, where it has not come to be ready', async () => {
    workers = [
      {
        prepare: async function* () {
          yield { kind: 'phase', phase: 'probing' };
          await forever();
          return {} as never;
        },
      },
      leaving(0, 1, () => undefined),
    ];
    const done = sampling();
    silence();
    vi.advanceTimersByTime(94_000);
    expect((await done).seconds).toBe(7);
  });

  it('is left alone as long as it answers', async () => {
    let finish = (): void => undefined;
    workers = [leaving(0, 1, () => new Promise<void>((resolve) => (finish = resolve)))];
    const run = new SampleRun('a', 0, 1, 1);
    const done = completing(run);
    await vi.waitFor(() => expect(run.filled).toBe(1));
    for (let beat = 0; beat < 50; beat++) {
      vi.advanceTimersByTime(2000);
      await new Promise((resolve) => setTimeout(resolve, 2)); // for the answer
    }
    finish();
    await done;
    expect(without).toHaveLength(1);
  });
});
