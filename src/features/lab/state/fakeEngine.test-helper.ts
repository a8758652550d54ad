import { cancelled, isEngineError } from '../../../engine/protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../../../engine/protocol/jobs';
import type { Environment } from '../../../state/environment';
import { FakeClock } from '../../../state/fakes.test-helper';

/** A job that the engine was given. The test decides what it tells and how it ends. */
interface GivenJob<Name extends JobName> {
  readonly name: Name;
  readonly request: RequestOf<Name>;
  readonly signal: AbortSignal | undefined;
  readonly event: (event: EventOf<Name>) => void;
  readonly done: (result: ResultOf<Name>) => void;
  readonly fail: (reason: Error) => void;
}

type Engine = Parameters<Parameters<Environment['runJob']>[1]>[0];

/** An engine that computes nothing. Like the real one, it calls a job again whose device was lost. */
class FakeEngine {
  readonly jobs: GivenJob<JobName>[] = [];

  private readonly engine = {
    run: (name: JobName, request: RequestOf<JobName>, options: Parameters<Engine['run']>[2] = {}) =>
      new Promise((resolve, reject) => {
        const { signal, onEvent } = options;
        let isOver = signal?.aborted === true;
        const end = (settle: () => void): void => {
          isOver = true;
          settle();
        };
        const abort = (): void => end(() => reject(cancelled()));
        if (isOver) abort();
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
      }),
    close: () => undefined,
  } as Engine;

  readonly runJob: Environment['runJob'] = async (signal, job) => {
    for (;;) {
      await Promise.resolve();
      signal?.throwIfAborted();
      try {
        return await job(this.engine);
      } catch (caught) {
        const isLost = isEngineError(caught) && caught.code === 'device-lost';
        if (signal?.aborted || !isLost) throw caught;
      }
    }
  };

  /** All jobs of a name, the first one first. */
  all<Name extends JobName>(name: Name): GivenJob<Name>[] {
    return this.jobs.filter((job) => job.name === name) as unknown as GivenJob<Name>[];
  }

  /** The newest job of a name. */
  newest<Name extends JobName>(name: Name): GivenJob<Name> {
    const job = this.all(name).at(-1);
    if (!job) throw new Error(`The engine was given no job "${name}".`);
    return job;
  }
}

/** A page that stands still: its engine computes nothing, its clock is moved by the test. */
export function fakeEnvironment() {
  const engine = new FakeEngine();
  const clock = new FakeClock();
  return { engine, clock, runJob: engine.runJob, isMotionReduced: () => false };
}
