import type { ScoreEvent } from '../../../engine/protocol/score';
import { type EngineJob, fakeEnvironment } from '../../../state/engine/fakeEngine.test-helper';

/** One request for scores, answered by the test. */
export type ScoreJob = EngineJob<'score'>;

/** How far a job is, with 10 evaluations a second. */
export const progressOf = (step: number, steps: number): ScoreEvent => ({
  kind: 'progress',
  step,
  steps,
  stepsPerSecond: 10,
  secondsLeft: (steps - step) / 10,
});

/** A page whose engine only scores. */
export function scoreEnvironment() {
  const environment = fakeEnvironment<'score'>();
  const { engine, clock, motion } = environment;
  return { jobs: engine.jobs, clock, motion, environment };
}
