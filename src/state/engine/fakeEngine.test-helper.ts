import type { Engine, RunOptions } from '../../engine/client/engine';
import { cancelled, isEngineError } from '../../engine/protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../../engine/protocol/jobs';
import type { Environment } from '../environment';
import { FakeClock } from '../fakes.test-helper';

/** A job that the engine was given. The test sends its events and ends it; an abort rejects it, as in the page. */
export interface EngineJob<Name extends JobName> {
  readonly name: Name;
  readonly request: RequestOf<Name>;
  readonly signal: AbortSignal | undefined;
  readonly event: (event: EventOf<Name>) => void;
  readonly done: (result: ResultOf<Name>) => void;
  readonly fail: (reason: Error) => void;
}

/** An engine that computes nothing. */
export class FakeEngine<Name extends JobName> {
  readonly jobs: EngineJob<Name>[] = [];

  private readonly run = (name: Name, request: RequestOf<Name>, options: RunOptions<Name> = {}) =>
    new Promise<ResultOf<Name>>((resolve, reject) => {
      const { signal, onEvent } = options;
      let isOver = false;
      const end = (settle: () => void): void => {
        isOver = true;
        signal?.removeEventListener('abort', abort);
        settle();
      };
      const abort = (): void => end(() => reject(cancelled()));
      if (signal?.aborted) abort();
      signal?.addEventListener('abort', abort);
      this.jobs.push({
        name,
        request,
        signal,
        event: (event) => {
          if (!isOver) onEvent?.(event);
        },
        done: (result) => end(() => resolve(result)),
        fail: (reason) => end(() => reject(reason)),
      });
    });

  /** Calls a job again whose device was lost, as the page does. A worker that crashed is not replaced. */
  readonly runJob: Environment['runJob'] = async (signal, job) => {
    for (;;) {
      await Promise.resolve();
      signal?.throwIfAborted();
      try {
        return await job({ run: this.run, close: () => undefined } as unknown as Engine);
      } catch (caught) {
        const isLost = isEngineError(caught) && caught.code === 'device-lost';
        if (signal?.aborted || !isLost) throw caught;
      }
    }
  };

  /** All jobs of a name, the first one first. */
  readonly all = <N extends Name>(name: N): EngineJob<N>[] =>
    this.jobs.filter((job) => job.name === name) as unknown as EngineJob<N>[];

  /** The newest job of a name. */
  newest<N extends Name>(name: N): EngineJob<N> {
    const job = this.all(name).at(-1);
    if (!job) throw new Error(`The engine was given no job "${name}".`);
    return job;
  }
}

/** A page that stands still: its engine computes nothing, its clock and settings are moved by the test. */
export function fakeEnvironment<Name extends JobName = JobName>() {
  const engine = new FakeEngine<Name>();
  const motion = { isReduced: false };
  return {
    engine,
    clock: new FakeClock(),
    motion,
    runJob: engine.runJob,
    isMotionReduced: () => motion.isReduced,
  };
}

// Stands in for the page's own engine: `vi.mock('.../engine/runJob', () => import('.../engine/fakeEngine.test-helper'))`.
const engine = new FakeEngine<JobName>();
export const { runJob, all: jobsOf } = engine;
export const clearJobs = (): void => void engine.jobs.splice(0);
