import { isEmbedded } from '../link/url';
import type { Letter, Step } from './chapter';
import { chapterAfter, type LoadedChapter } from './chapters';
import { stepsOfCourse, type CoursePlace } from './courses';
import { newestVote, type createProgress, type Votes } from './progress';
import type { ShownStepText } from './translation';

/** A step that is open. */
export interface OpenStep {
  readonly chapter: LoadedChapter;
  readonly step: Step;
  readonly text: ShownStepText;
  /** From 0. */
  readonly index: number;
  /** Where it stands in the course that is open; undefined without one, and for a step that the course leaves out. */
  readonly place: CoursePlace | undefined;
  readonly answer: Letter | undefined;
  readonly votes: Votes | undefined;
  readonly isRevealed: boolean;
  /** Whether something is set otherwise than the step has it. */
  readonly isExploring: boolean;
}

/** Where one stands. */
export type Standing = Pick<OpenStep, 'chapter' | 'index' | 'place'>;

/** A step that can be gone to: by its id, or by its number from 0. */
export interface Target {
  readonly chapter: string;
  readonly step: string | number;
}

/** What a step is called where something is kept of it. */
export const nameOfStep = ({ chapter, step }: Pick<OpenStep, 'chapter' | 'step'>): string =>
  `${chapter.id}.${step.id}`;

/** Under what the farthest step of a course is kept. */
export const keyOfCourse = (id: string): string => `course.${id}`;

/** Where Next and Back lead: along the course, or else through the chapter; undefined where there is nothing more, as after an embedded chapter. */
export function neighbour({ chapter, index, place }: Standing, by: 1 | -1): Target | undefined {
  if (place) return by > 0 ? place.next : place.before;
  if (index + by in chapter.steps) return { chapter: chapter.id, step: index + by };
  const after = by > 0 && !isEmbedded() ? chapterAfter(chapter.id) : undefined;
  return after && { chapter: after.id, step: 0 };
}

/** Which step of how many one stands at, from 1: of the course, or else of the chapter. */
export const countAt = ({ chapter, index, place }: Standing): readonly [step: number, of: number] =>
  place ? [place.index + 1, place.of] : [index + 1, chapter.steps.length];

/** How long the course goes on from here, or else the chapter, with the step that is open. */
export const minutesLeft = ({ chapter: { steps, minutes }, index, place }: Standing): number =>
  place ? place.minutesLeft : (minutes * (steps.length - index)) / steps.length;

/** The answers whose sentences are said once the right one is shown: those that most chose, or else the chosen one. */
export function repliesTo({ answer, votes, isRevealed }: OpenStep): readonly Letter[] {
  if (!isRevealed) return [];
  const { most } = newestVote(votes);
  return most.length > 0 ? most : answer ? [answer] : [];
}

/** Notes how far one has come, in the chapter and in the course. */
export function noteReached(now: OpenStep, { reach }: ReturnType<typeof createProgress>): void {
  const { chapter, place } = now;
  const name = nameOfStep(now);
  reach(
    chapter.id,
    name,
    chapter.steps.map((step) => nameOfStep({ chapter, step })),
  );
  if (place)
    reach(
      keyOfCourse(place.course.id),
      name,
      stepsOfCourse(place.course).map(({ chapter: id, step }) => `${id}.${step}`),
    );
}
