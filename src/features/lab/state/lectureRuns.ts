import type { Run, RunName } from '../../../state/lecture/runs';
import { answerQuestion, quizAnswers } from './answers';
import { exact } from './exact';
import { exactLosses } from './exactLoss';
import { exactSamples } from './exactSamples';

export type LabRun = Extract<RunName, 'exact-losses' | 'exact-samples' | 'no-noise' | 'digits-no-noise'>;

/** Begins work with the exact denoiser once its digits are here, unless its result is. */
function onceReady({ store, start, stop }: typeof exactLosses | typeof exactSamples): Run {
  let stopWaiting = (): void => undefined;
  const begin = (): void => {
    if (!exact.isReady()) return;
    stopWaiting();
    const { kind } = store.getState().status;
    if (kind !== 'running' && kind !== 'done') start();
  };
  return {
    start: () => {
      stopWaiting();
      stopWaiting = exact.store.subscribe(begin);
      begin();
    },
    stop: () => {
      stopWaiting();
      stop();
    },
  };
}

/** Shows what a question of the Lab hides, unless it is answered. */
const uncover = (question: string): Run => ({
  start: () => {
    if (quizAnswers.getState()[question] === undefined) answerQuestion(question, 'skipped');
  },
  stop: () => undefined,
});

/** What a step of the lecture begins in the Lab. */
export const LECTURE_RUNS: Readonly<Record<LabRun, Run>> = {
  'exact-losses': onceReady(exactLosses),
  'exact-samples': onceReady(exactSamples),
  'no-noise': uncover('no-noise'),
  'digits-no-noise': uncover('digits-no-noise'),
};
