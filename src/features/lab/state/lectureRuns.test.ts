import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { settled } from '../../../state/fakes.test-helper';
import { view } from '../../../state/link/view';
import { answerQuestion, quizAnswers } from './answers';
import { exact } from './exact';
import { exactSamples } from './exactSamples';
import { LECTURE_RUNS } from './lectureRuns';

vi.mock('../../../state/environment', async () => {
  const { fakeEnvironment } = await import('../../../state/engine/fakeEngine.test-helper');
  return { browser: fakeEnvironment() };
});

const kind = () => exactSamples.store.getState().status.kind;
const bringDigits = (): void =>
  exact.store.setState({ digits: { kind: 'ready', name: 'exact.10000.28', bytes: 1 } });

beforeEach(() => {
  view.setState({ page: 'lab', experiment: 'exact' });
  exact.store.setState({ digits: { kind: 'loading', loaded: 0, total: 1 } });
  exactSamples.store.setState({ status: { kind: 'idle' } });
});
afterEach(() => void exactSamples.stop());

it('begins once the digits are here, and not again once it is done', async () => {
  const { start } = LECTURE_RUNS['exact-samples'];
  start();
  expect(kind()).toBe('idle');
  bringDigits();
  await settled();
  expect(kind()).toBe('running');
  exactSamples.store.setState({ status: { kind: 'done' } });
  start();
  expect(kind()).toBe('done');
});

it('does not begin after its step was left', async () => {
  const { start, stop } = LECTURE_RUNS['exact-samples'];
  start();
  stop();
  bringDigits();
  await settled();
  expect(kind()).toBe('idle');
});

it('uncovers the card of a question, and leaves an answer as it is', () => {
  LECTURE_RUNS['no-noise'].start();
  expect(quizAnswers.getState()['no-noise']).toBe('skipped');
  answerQuestion('no-noise', 1);
  LECTURE_RUNS['no-noise'].start();
  expect(quizAnswers.getState()['no-noise']).toBe(1);
});
