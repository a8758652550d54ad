/** Steps of one chapter that a course goes through, and how long they take together. */
interface Part {
  readonly chapter: string;
  readonly minutes: number;
  /** Their ids, in the order in which they are shown. */
  readonly steps: readonly string[];
}

/** A choice of steps. Its words stand in texts/courses.ts. */
export interface Course {
  readonly id: string;
  readonly parts: readonly Part[];
}

const part = (chapter: string, minutes: number, ...steps: readonly string[]): Part => ({
  chapter,
  minutes,
  steps,
});

/** The courses, shortest first. A line is a chapter; a chapter may come more than once, a step may not. */
export const COURSES: readonly Course[] = [
  {
    id: 'open-day',
    parts: [
      part('undo', 4, 'forward', 'six-ways', 'nobody-wrote'),
      part('one-step', 2.5, 'guess-by-guess', 'not-decided'),
      part('uses', 3.5, 'fill-in', 'no-digit', 'one-question'),
    ],
  },
  {
    id: 'first',
    parts: [
      part('undo', 5, 'forward', 'sum', 'six-ways', 'nobody-wrote', 'knows-nothing'),
      part('sqrt', 6, 'chain', 'weight-one', 'one-jump', 'almost-noise'),
      part('why-network', 6, 'many-digits', 'one-task', 'best-guess'),
      part('target', 6, 'its-answer', 'put-out', 'wrong-t'),
      part('one-step', 6, 'first-guess', 'guess-by-guess', 'not-decided'),
      part('rules', 7, 'three-parts', 'without-z', 'on-sevens', 'keeps-its-noise'),
      part('loss', 5, 'film', 'flat-loss', 'by-noise'),
      part('steps', 4, 'train-again', 'your-price'),
      part('copying', 4, 'perfect', 'nearest'),
      part('uses', 1, 'one-question'),
    ],
  },
  {
    id: 'mathematics',
    parts: [
      // Derivation
      part('sqrt', 10, 'chain', 'weight-one', 'variances-add', 'one-jump', 'almost-noise'),
      part('why-network', 12, 'tape', 'many-digits', 'one-task', 'best-guess'),
      part('rules', 14, 'without-z', 'two-spreads', 'keeps-its-noise', 'which-variance', 'last-step'),
      // Computation
      part('undo', 4, 'six-ways', 'knows-nothing'),
      part('target', 8, 'its-answer', 'put-out', 'two-languages', 'the-cut'),
      part('one-step', 6, 'first-guess', 'two-heaps'),
      part('loss', 2, 'floor'),
      part('steps', 9, 'two-schedules', 'same-betas', 'train-again', 'eta'),
      part('copying', 5, 'perfect', 'new-digits'),
      // Differential equations
      part('equations', 18, 'rough-paths', 'heat-back', 'score', 'two-ways', 'on-a-line'),
      part('uses', 2, 'one-question'),
    ],
  },
];

/** A step by its chapter and its id. */
export interface StepName {
  readonly chapter: string;
  readonly step: string;
}

/** Where one stands in a course. */
export interface CoursePlace {
  readonly course: Course;
  /** From 0. */
  readonly index: number;
  readonly of: number;
  /** From here to the end, with the step that is open. */
  readonly minutesLeft: number;
  readonly before: StepName | undefined;
  readonly next: StepName | undefined;
}

/** The course of a name; undefined where there is none. */
export const courseOf = (id: string): Course | undefined => COURSES.find((each) => each.id === id);

/** The steps of a course, each with its share of the minutes. */
export const stepsOfCourse = ({ parts }: Course): readonly (StepName & { readonly minutes: number })[] =>
  parts.flatMap(({ chapter, minutes, steps }) =>
    steps.map((step) => ({ chapter, step, minutes: minutes / steps.length })),
  );

/** How long a course takes. */
export const minutesOf = ({ parts }: Course): number => parts.reduce((sum, { minutes }) => sum + minutes, 0);

/** Where a step stands in a course; undefined if the course leaves it out. */
export function placeInCourse(course: Course, chapter: string, step: string): CoursePlace | undefined {
  const steps = stepsOfCourse(course);
  const index = steps.findIndex((each) => each.chapter === chapter && each.step === step);
  if (index < 0) return undefined;
  const minutesLeft = steps.slice(index).reduce((sum, { minutes }) => sum + minutes, 0);
  return {
    ...{ course, index, of: steps.length, minutesLeft },
    ...{ before: steps[index - 1], next: steps[index + 1] },
  };
}
