import type { EngineError } from './errors';
import type { EventOf, JobName, RequestOf, ResultOf } from './jobs';

/** Page to worker. `id` names one run of a job and is never used twice on a port. */
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
  /** Come to an end as soon as it is a good one; the job then is 'done' with what there is. */
  | { readonly kind: 'finish'; readonly id: number };

/** Worker to page: any number of events, then exactly one 'done' or 'failed'. */
export type FromWorker =
  | { readonly kind: 'event'; readonly id: number; readonly event: EventOf<JobName> }
  | { readonly kind: 'done'; readonly id: number; readonly result: ResultOf<JobName> }
  | { readonly kind: 'failed'; readonly id: number; readonly error: EngineError };
