import { cancelled, EngineFailure } from '../protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../protocol/jobs';
import type { FromWorker, ToWorker } from '../protocol/messages';
import { buffersOf, ownCopy } from '../protocol/transfer';

/** What a Worker and a MessagePort have in common. */
export interface EnginePort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  start?(): void;
}

export interface RunOptions<N extends JobName> {
  /** Aborting it rejects the run with code 'cancelled' at once and tells the worker to stop. */
  readonly signal?: AbortSignal;
  /** Aborting it asks a job that can end early to do so; the run resolves with what it has come to. */
  readonly finish?: AbortSignal;
  readonly onEvent?: (event: EventOf<N>) => void;
}

export interface Engine {
  /**
   * Runs one job; any number may run at the same time. Typed arrays in the request are copied once and stay
   * usable; those in events and results belong to the receiver.
   * @returns the job's result; rejects with an EngineFailure, whatever went wrong
   */
  run<N extends JobName>(job: N, request: RequestOf<N>, options?: RunOptions<N>): Promise<ResultOf<N>>;
  /** Rejects everything that runs, and every later run, with this failure: the worker is about to be ended. */
  close(failure: EngineFailure): void;
}

interface Running {
  event(event: EventOf<JobName>): void;
  done(result: ResultOf<JobName>): void;
  failed(error: EngineFailure): void;
}

/**
 * The page's end of the engine.
 * @param port the Worker, or a port whose other end is served
 */
export function connect(port: EnginePort): Engine {
  const running = new Map<number, Running>();
  let nextId = 1;
  let end: EngineFailure | undefined;

  const close = (failure: EngineFailure): void => {
    end = failure;
    for (const job of [...running.values()]) job.failed(failure);
  };

  const crashed = (event: Event): void => {
    const detail = (event as Partial<ErrorEvent>).message;
    close(
      new EngineFailure(
        'worker-crashed',
        `The worker stopped${detail ? `: ${detail.replace(/\.?$/, '')}` : ''}.`,
        'Start the engine again; pictures that are already here are kept.',
      ),
    );
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
    const refusal = signal?.aborted ? cancelled() : end;
    if (refusal) return Promise.reject(refusal);
    return new Promise((resolve, reject) => {
      const id = nextId++;
      const own = ownCopy(request);
      port.postMessage({ kind: 'start', id, job, request: own }, buffersOf(own));

      const settle = (): void => {
        running.delete(id);
        signal?.removeEventListener('abort', abort);
        finish?.removeEventListener('abort', askToFinish);
      };
      const askToFinish = (): void => port.postMessage({ kind: 'finish', id } satisfies ToWorker, []);
      const abort = (): void => {
        port.postMessage({ kind: 'cancel', id } satisfies ToWorker, []);
        settle();
        reject(cancelled());
      };
      signal?.addEventListener('abort', abort);
      finish?.addEventListener('abort', askToFinish);
      if (finish?.aborted) askToFinish();
      // What comes back under this id belongs to this job: the types of its event and result follow.
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
