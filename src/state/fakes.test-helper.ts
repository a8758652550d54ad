import type { Clock } from './environment';

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  private time = 0;
  private calls: { readonly at: number; readonly call: () => void }[] = [];

  readonly now = (): number => this.time;

  readonly after = (ms: number, call: () => void): (() => void) => {
    const entry = { at: this.time + ms, call };
    this.calls.push(entry);
    return () => {
      this.calls = this.calls.filter((each) => each !== entry);
    };
  };

  /** Moves on, calls what is due in its order, and lets promises settle. */
  async advance(ms: number): Promise<void> {
    await settled();
    const end = this.time + ms;
    for (;;) {
      const due = this.calls
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at)
        .at(0);
      if (due === undefined) break;
      this.time = due.at;
      this.calls = this.calls.filter((each) => each !== due);
      due.call();
      await settled();
    }
    this.time = end;
    await settled();
  }
}

/** Lets everything that is ready run. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A job whose end the test decides. */
export interface FakeJob<Request, Result> {
  readonly request: Request;
  readonly signal: AbortSignal;
  readonly done: (result: Result) => void;
  readonly fail: (reason: unknown) => void;
}

/** Keeps every job that is asked for, to be ended by the test; one that is aborted rejects with the signal's reason. */
export function fakeJobs<Request, Result>() {
  const jobs: FakeJob<Request, Result>[] = [];
  const run = (request: Request, signal: AbortSignal): Promise<Result> =>
    new Promise((done, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason as Error));
      jobs.push({ request, signal, done, fail });
    });
  return { jobs, run };
}
