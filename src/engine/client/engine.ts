import { cancelled, EngineFailure } from '../protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../protocol/jobs';
import type { FromWorker, ToWorker } from '../protocol/messages';
import { PROBLEMS } from '../protocol/texts';
import { buffersOf, detachedCopy } from '../protocol/transfer';

/** What a Worker and a MessagePort have in common. */
export interface EnginePort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  start?(): void;
}

export interface RunOptions<N extends JobName> {
  /** Aborting it rejects the run at once with the code 'cancelled', and tells the worker to stop. */
  readonly signal?: AbortSignal;
  /** Aborting it asks a job that can end early to do so; the run resolves with the result so far. */
  readonly finish?: AbortSignal;
  readonly onEvent?: (event: EventOf<N>) => void;
}

export interface Engine {
  /**
   * Runs one job; any number may run at the same time. Typed arrays in the request are copied and stay usable; those in events and
   * results belong to the caller.
   * @returns the result of the job; rejects with an EngineFailure whatever went wrong
   */
  run<N extends JobName>(job: N, request: RequestOf<N>, options?: RunOptions<N>): Promise<ResultOf<N>>;
  /** Rejects all running jobs and every later one with this failure, because the worker is about to be terminated. */
  close(failure: EngineFailure): void;
}

/** How a running job is told of the messages under its id. */
interface RunningJob {
  event(event: EventOf<JobName>): void;
  done(result: ResultOf<JobName>): void;
  failed(error: EngineFailure): void;
}

/**
 * Connects the page to the engine.
 * @param port the Worker, or a port whose other end is served
 */
export function connect(port: EnginePort): Engine {
  const running = new Map<number, RunningJob>();
  let nextId = 1;
  let closed: EngineFailure | undefined;

  const close = (failure: EngineFailure): void => {
    closed = failure;
    for (const job of [...running.values()]) job.failed(failure);
  };

  const crashed = (event: Event): void => {
    const detail = (event as Partial<ErrorEvent>).message;
    close(new EngineFailure('worker-crashed', ...PROBLEMS.workerStopped(detail?.replace(/\.?$/, '') ?? '')));
  };

  port.addEventListener('error', crashed);
  port.addEventListener('messageerror', crashed);
  port.addEventListener('message', ({ data }) => {
    const message = data as FromWorker;
    const job = running.get(message.id);
    switch (message.kind) {
      case 'event':
        return job?.event(message.event);
      case 'done':
        return job?.done(message.result);
      case 'failed':
        return job?.failed(
          new EngineFailure(message.error.code, message.error.message, message.error.remedy),
        );
      default:
        message satisfies never;
    }
  });
  port.start?.();

  function run<N extends JobName>(
    job: N,
    request: RequestOf<N>,
    { signal, finish, onEvent }: RunOptions<N> = {},
  ): Promise<ResultOf<N>> {
    const refusal = signal?.aborted ? cancelled() : closed;
    if (refusal) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const id = nextId++;
      const copy = detachedCopy(request);
      port.postMessage({ kind: 'start', id, job, request: copy }, buffersOf(copy));

      const settle = (): void => {
        running.delete(id);
        signal?.removeEventListener('abort', abort);
        finish?.removeEventListener('abort', requestFinish);
      };
      const requestFinish = (): void => port.postMessage({ kind: 'finish', id } satisfies ToWorker, []);
      const abort = (): void => {
        port.postMessage({ kind: 'cancel', id } satisfies ToWorker, []);
        settle();
        reject(cancelled());
      };
      signal?.addEventListener('abort', abort);
      finish?.addEventListener('abort', requestFinish);
      if (finish?.aborted) requestFinish();
      // All messages with this id belong to this job, which gives the types of event and result.
      running.set(id, {
        event: (event) => onEvent?.(event),
        done: (result) => {
          settle();
          resolve(result);
        },
        failed: (error) => {
          settle();
          reject(error);
        },
      });
    });
  }

  return { run, close };
}
