import type { Engine, RunOptions } from '../../engine/client/engine';
import { cancelled, toEngineError } from '../../engine/protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../../engine/protocol/jobs';
import type { runJob as realRunJob } from './runJob';

/** A job of the engine whose events and end the test decides. One that is aborted rejects as it does in the page. */
export interface EngineJob<N extends JobName> {
  readonly name: N;
  readonly request: RequestOf<N>;
  readonly signal: AbortSignal | undefined;
  readonly tell: (event: EventOf<N>) => void;
  readonly done: (result: ResultOf<N>) => void;
  readonly fail: (reason: unknown) => void;
}

let all: EngineJob<JobName>[] = [];

/** The jobs of that name, in the order in which they were asked for. */
export const jobsOf = <N extends JobName>(name: N): EngineJob<N>[] =>
  all.filter((job) => job.name === name) as unknown as EngineJob<N>[];

/** Forgets all jobs. */
export const clearJobs = (): void => {
  all = [];
};

const engine: Pick<Engine, 'run'> = {
  run: <N extends JobName>(name: N, request: RequestOf<N>, { signal, onEvent }: RunOptions<N> = {}) => {
    let stop = (): void => undefined;
    return new Promise<ResultOf<N>>((done, fail) => {
      stop = () => fail(cancelled());
      signal?.addEventListener('abort', stop);
      const job: EngineJob<N> = { name, request, signal, tell: (event) => onEvent?.(event), done, fail };
      all.push(job as unknown as EngineJob<JobName>);
    }).finally(() => signal?.removeEventListener('abort', stop));
  },
};

/**
 * Stands in for state/engine/runJob:
 * `vi.mock('.../engine/runJob', () => import('.../engine/fakeEngine.test-helper'))`. After a crash the job is called again.
 */
export const runJob: typeof realRunJob = async (signal, job) => {
  for (;;) {
    await Promise.resolve();
    signal?.throwIfAborted();
    try {
      return await job(engine as Engine);
    } catch (caught) {
      if (signal?.aborted || toEngineError(caught).code !== 'worker-crashed') throw caught;
    }
  }
};
