import type { ScoreEvent, ScoreRequest, ScoreResult } from '../../../engine/protocol/score';
import type { Environment } from '../../../state/environment';
import { FakeClock } from '../../../state/fakes.test-helper';

type Engine = Parameters<Parameters<Environment['runJob']>[1]>[0];

/** One request for scores, answered by the test. */
export interface ScoreJob {
  readonly request: ScoreRequest;
  readonly signal: AbortSignal;
  readonly event: (event: ScoreEvent) => void;
  readonly done: (result: ScoreResult) => void;
  readonly fail: (reason: unknown) => void;
}

/** How far a job is, with 10 evaluations a second. */
export const progressOf = (step: number, steps: number): ScoreEvent => ({
  kind: 'progress',
  step,
  steps,
  stepsPerSecond: 10,
  secondsLeft: (steps - step) / 10,
});

/** An engine that only scores, a clock that stands still, and whether motion is reduced. Jobs reject once they are aborted. */
export function fakeEnvironment() {
  const jobs: ScoreJob[] = [];
  const clock = new FakeClock();
  const motion = { isReduced: false };
  const run = (
    _: 'score',
    request: ScoreRequest,
    { signal, onEvent }: { signal: AbortSignal; onEvent: (event: ScoreEvent) => void },
  ): Promise<ScoreResult> =>
    new Promise((done, fail) => {
      signal.addEventListener('abort', () => fail(signal.reason as Error));
      jobs.push({ request, signal, event: onEvent, done, fail });
    });
  const engine = { run } as unknown as Engine;
  const environment: Environment = {
    runJob: (_, job) => job(engine),
    clock,
    isMotionReduced: () => motion.isReduced,
  };
  return { jobs, clock, motion, environment };
}
