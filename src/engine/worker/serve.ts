import { cancelled, EngineFailure, toEngineError } from '../protocol/errors';
import type { EventOf, JobName, RequestOf, ResultOf } from '../protocol/jobs';
import type { FromWorker, ToWorker } from '../protocol/messages';
import { buffersOf } from '../protocol/transfer';

/**
 * How each job is done: events are yielded, the result returned, and the signal's abort is obeyed at every hop. The abort of
 * `finish` asks a job that can end early to do so with what it has.
 */
export type Handlers = {
  readonly [N in JobName]: (
    request: RequestOf<N>,
    signal: AbortSignal,
    finish: AbortSignal,
  ) => AsyncGenerator<EventOf<N>, ResultOf<N>, void>;
};

/** What a worker's global scope and a MessagePort have in common. */
export interface ServedPort {
  postMessage(message: unknown, options: { transfer: Transferable[] }): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** Runs the jobs that arrive on a port, any number at a time; they take turns at their hops. */
export function serve(port: ServedPort, handlers: Handlers): void {
  const running = new Map<number, { cancel: AbortController; finish: AbortController }>();
  const post = (message: FromWorker): void => port.postMessage(message, { transfer: buffersOf(message) });

  const run = async (id: number, job: JobName, request: RequestOf<JobName>): Promise<void> => {
    const cancel = new AbortController();
    const finish = new AbortController();
    running.set(id, { cancel, finish });
    try {
      if (!Object.hasOwn(handlers, job)) throw unknownJob(job, Object.keys(handlers));
      // The name chose the request's type when it was sent; here is the cast at the worker's end.
      const handler = handlers[job] as (
        request: RequestOf<JobName>,
        signal: AbortSignal,
        finish: AbortSignal,
      ) => AsyncGenerator<EventOf<JobName>, ResultOf<JobName>, void>;
      const events = handler(request, cancel.signal, finish.signal);
      for (;;) {
        const { done, value } = await events.next();
        if (done) {
          post({ kind: 'done', id, result: value });
          break;
        }
        post({ kind: 'event', id, event: value });
      }
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

function unknownJob(job: string, known: string[]): EngineFailure {
  return new EngineFailure(
    'bad-request',
    `The engine has no job "${job}"; it has ${known.join(', ')}.`,
    'Reload the page, so that page and worker are of the same version.',
  );
}
