/**
 * Runs a job to its end.
 * @returns the result of the job; rejects with what it throws
 */
export async function drain<Event, Result>(
  job: AsyncGenerator<Event, Result, void>,
  onEvent: (event: Event) => void = () => undefined,
): Promise<Result> {
  for (;;) {
    const { done, value } = await job.next();
    if (done) return value;
    onEvent(value);
  }
}
