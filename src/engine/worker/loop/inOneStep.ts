/** The handler of a job that neither waits nor has events. */
export function inOneStep<Request, Result>(job: (request: Request) => Result) {
  // eslint-disable-next-line require-yield, @typescript-eslint/require-await -- a job in one step
  return async function* (request: Request): AsyncGenerator<never, Result, void> {
    return job(request);
  };
}
