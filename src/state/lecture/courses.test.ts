import { describe, expect, it } from 'vitest';
import { CHAPTERS } from './chapters';
import { COURSES, minutesOf, placeInCourse, stepsOfCourse } from './courses';
import { COURSE_TEXTS } from './texts/courses';

const chapters = await Promise.all(CHAPTERS.map(({ load }) => load()));

describe.each(COURSES.map((course) => [course.id, course] as const))('the course %s', (id, course) => {
  const names = stepsOfCourse(course).map(({ chapter, step }) => `${chapter}.${step}`);

  it('has steps that exist, each once', () => {
    const all = chapters.flatMap(({ id: chapter, steps }) => steps.map((step) => `${chapter}.${step.id}`));
    for (const name of names) expect(all).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has words, and minutes that go down to its last step', () => {
    expect(COURSE_TEXTS[id]).toBeDefined();
    const left = stepsOfCourse(course).map(
      ({ chapter, step }) => placeInCourse(course, chapter, step)?.minutesLeft ?? NaN,
    );
    expect(left[0]).toBeCloseTo(minutesOf(course), 6);
    left.slice(1).forEach((minutes, i) => expect(minutes).toBeLessThan(left[i]));
    expect(left.at(-1)).toBeGreaterThan(0);
  });
});

it('knows what comes before and after a step, and which steps it leaves out', () => {
  const [course] = COURSES;
  expect(placeInCourse(course, 'undo', 'forward')).toMatchObject({ index: 0, before: undefined });
  const last = stepsOfCourse(course).at(-1);
  expect(placeInCourse(course, last?.chapter ?? '', last?.step ?? '')?.next).toBeUndefined();
  expect(placeInCourse(course, 'undo', 'sum')).toBeUndefined();
});
