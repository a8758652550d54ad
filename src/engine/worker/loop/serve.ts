import { cancelled, EngineFailure, toEngineError } from '../../protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../../protocol/jobs';
import type { FromWorker, ToWorker } from '../../protocol/messages';
import { PROBLEMS } from '../../protocol/texts';
import { buffersOf } from '../../protocol/transfer';
import { drain } from './drain';

type Handler<N extends JobName> = (
  request: RequestOf<N>,
  signal: AbortSignal,
  finish: AbortSignal,
) => AsyncGenerator<EventOf<N>, ResultOf<N>, void>;

/**
 * The implementation of each job: a generator that yields events and returns the result. It ends when `signal` is aborted, and ends early
 * with its result so far, if it can, when `finish` is aborted.
 */
export type Handlers = { readonly [N in JobName]: Handler<N> };

/** What a worker's global scope and a MessagePort have in common. */
export interface ServedPort {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** Runs the jobs that arrive on a port, any number at a time; they take turns whenever one waits for the next macrotask. */
export function serve(port: ServedPort, handlers: Partial<Handlers>): void {
  const running = new Map<number, { cancel: AbortController; finish: AbortController }>();
  const post = (message: FromWorker): void => port.postMessage(message, { transfer: buffersOf(message) });

  const run = async (id: number, job: JobName, request: RequestOf<JobName>): Promise<void> => {
    const cancel = new AbortController();
    const finish = new AbortController();
    running.set(id, { cancel, finish });
    try {
      if (!Object.hasOwn(handlers, job)) throw unknownJob(job, Object.keys(handlers));
      // The job's name gave the request its type when it was sent; this is the cast at the worker's end.
      const handler = handlers[job] as Handler<JobName>;
      const events = handler(request, cancel.signal, finish.signal);
      const result = await drain(events, (event) => post({ kind: 'event', id, event }));
      post({ kind: 'done', id, result });
    } catch (error) {
      post({ kind: 'failed', id, error: toEngineError(error) });
    } finally {
      running.delete(id);
    }
  };

  port.addEventListener('message', ({ data }) => {
    const message = data as ToWorker;
    switch (message.kind) {
      case 'start':
        void run(message.id, message.job, message.request);
        break;
      case 'cancel':
        running.get(message.id)?.cancel.abort(cancelled());
        break;
      case 'finish':
        running.get(message.id)?.finish.abort();
        break;
      default:
        message satisfies never;
    }
  });
  port.start?.();
}

function unknownJob(job: string, jobs: string[]): EngineFailure {
  return new EngineFailure('bad-request', ...PROBLEMS.noJob(job, jobs.join(', ')));
}
