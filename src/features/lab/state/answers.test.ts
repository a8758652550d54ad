import { expect, it } from 'vitest';
import { answerQuestion, quizAnswers } from './answers';

it('keeps each answer until its question is asked again', () => {
  answerQuestion('loss', 2);
  answerQuestion('beta', 'skipped');
  expect(quizAnswers.getState()).toEqual({ loss: 2, beta: 'skipped' });
  answerQuestion('loss', undefined);
  expect(quizAnswers.getState()).toEqual({ loss: undefined, beta: 'skipped' });
});
