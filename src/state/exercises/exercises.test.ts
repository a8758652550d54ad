// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EXERCISE_IDS } from '../../exercises/exercises';
import type { Measure } from '../../exercises/measure';
import { hiddenFigures } from '../hiddenFigures';
import { decodeView, initialView } from '../link/codec';
import { link } from '../link/url';
import { view } from '../link/view';
import { notices } from '../notices';
import { createExercises } from './exercises';

const fail = (): Promise<never> => Promise.reject(new Error('The digits are lost.'));
const lost: Measure = { digit: fail, sample: fail, read: fail, nearness: fail };
let exercises: ReturnType<typeof createExercises>;
let stop: () => void;

beforeEach(() => {
  view.setState(initialView());
  notices.setState({ list: [] });
  exercises = createExercises(lost);
  stop = exercises.connect();
});

afterEach(() => stop());

/** The right answers of what is open. */
async function rightAnswers(): Promise<Record<string, string>> {
  const keys = (await exercises.current()?.task.key(lost)) ?? [];
  return Object.fromEntries(keys.map(({ field, value }) => [field.id, String(value)]));
}

it('opens an exercise in its view with the numbers of the student, who stays in the link', () => {
  view.setState({ student: 'ab123', level: 'picture', chapter: 'sqrt' });
  exercises.open(4);
  expect(view.getState()).toMatchObject({ page: 'lab', experiment: 'derivation', exercise: 4, chapter: '' });
  expect(view.getState().level).toBe('course'); // with symbols
  expect(link()).toContain('exercise=4&student=ab123');
  expect(exercises.current()?.task).toMatchObject({ id: 4, student: 'ab123' });
});

it.each(EXERCISE_IDS)('exercise %i opens by a link that the page understands', (id) => {
  exercises.open(id);
  const params = new URLSearchParams(exercises.current()?.task.link);
  const { view: wanted, problems } = decodeView(params);
  expect(problems).toEqual([]);
  expect(view.getState()).toEqual({ ...wanted, exercise: id });
});

it('hides what is asked until it is answered; three wrong tries show the hint, and never the answer', async () => {
  exercises.open(1);
  expect(hiddenFigures.getState().names).toEqual(['snr']);
  for (const hasHint of [false, false, true]) {
    await exercises.check({ t: '-5' });
    expect(exercises.current()).toMatchObject({ isSolved: false, hasHint });
  }
  expect(hiddenFigures.getState().names).toEqual(['snr']);
  await exercises.check(await rightAnswers());
  expect(exercises.current()).toMatchObject({ isSolved: true, verdicts: { t: { isRight: true } } });
  expect(hiddenFigures.getState().names).toEqual([]);
  // Another exercise begins anew, and this one stays solved.
  exercises.open(12);
  expect(exercises.current()).toMatchObject({ isSolved: false, wrong: 0 });
  exercises.open(1);
  expect(exercises.current()?.isSolved).toBe(true);
  exercises.leave();
  expect(exercises.current()).toBeNull();
});

it('says what a known mistake means', async () => {
  exercises.open(3);
  const [{ mistakes }] = (await exercises.current()?.task.key(lost)) ?? [];
  await exercises.check({ ...(await rightAnswers()), a: String(mistakes[0].value) });
  expect(exercises.current()?.verdicts).toEqual({
    a: { isRight: false, says: mistakes[0].says },
    b: { isRight: true },
  });
});

it('of a number that does not exist opens the nearest, and says so', () => {
  view.setState({ exercise: 40 });
  expect(view.getState().exercise).toBe(12);
  expect(notices.getState().list[0]).toMatchObject({
    text: expect.stringContaining('no exercise 40') as string,
  });
});

it('says so where it cannot check', async () => {
  exercises.open(9);
  const from = Number(/a t from (\d+)/.exec(exercises.current()?.task.question ?? '')?.[1]);
  // Half of it is noise in time: then it depends on the digit.
  const beta = Math.LN2 / (from + 25);
  await exercises.check({ link: `/?hand=${beta},${beta}` });
  expect(exercises.current()).toMatchObject({ failure: 'The digits are lost.', wrong: 0, isChecking: false });
});
