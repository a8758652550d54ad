import type { EngineError } from './errors';
import type { EventOf, JobName, RequestOf, ResultOf } from './jobs';

/** Page to worker. `id` names one run of a job and is used only once on a port. */
export type ToWorker =
  | {
      [N in JobName]: {
        readonly kind: 'start';
        readonly id: number;
        readonly job: N;
        readonly request: RequestOf<N>;
      };
    }[JobName]
  | { readonly kind: 'cancel'; readonly id: number }
  /** Asks a job that can end early to do so; it is then 'done' with what it has. */
  | { readonly kind: 'finish'; readonly id: number };

/** Worker to page: any number of events, then exactly one 'done' or 'failed'. */
export type FromWorker =
  | { readonly kind: 'event'; readonly id: number; readonly event: EventOf<JobName> }
  | { readonly kind: 'done'; readonly id: number; readonly result: ResultOf<JobName> }
  | { readonly kind: 'failed'; readonly id: number; readonly error: EngineError };
