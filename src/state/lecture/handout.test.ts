import { expect, it } from 'vitest';
import { CHAPTERS } from './chapters';
import { COURSES, stepsOfCourse } from './courses';
import { partOf, partsOf } from './handout';

it('a chapter is printed whole, its steps numbered', async () => {
  const chapter = await CHAPTERS[1].load();
  const { steps } = partOf(chapter);
  expect(steps.map(({ number }) => number)).toEqual(chapter.steps.map((_, i) => i + 1));
  expect(steps.every(({ step, text }) => text === chapter.text.steps[step.id])).toBe(true);
});

it('of a course is printed what it goes through, with the numbers that the chapters have', async () => {
  const [course] = COURSES;
  const parts = await partsOf(course);
  const printed = parts.flatMap(({ chapter, steps }) =>
    steps.map(({ step }) => ({ chapter: chapter.id, step: step.id })),
  );
  expect(printed).toEqual(stepsOfCourse(course).map(({ chapter, step }) => ({ chapter, step })));
  const [{ steps }] = parts;
  expect(steps.map(({ number }) => number)).toEqual([1, 3, 4]);
});
