import type { Step, StepText } from './chapter';
import { chapterEntry, type LoadedChapter } from './chapters';
import type { Course } from './courses';
import { indexIn } from './steps';

/** A step on paper. */
export interface PrintedStep {
  /** Its number in the chapter, from 1. */
  readonly number: number;
  readonly step: Step;
  readonly text: StepText;
}

/** A chapter on paper, or what a course takes of it. */
export interface PrintedPart {
  readonly chapter: LoadedChapter;
  readonly steps: readonly PrintedStep[];
}

/** A whole chapter. */
export const partOf = (chapter: LoadedChapter): PrintedPart => ({
  chapter,
  steps: chapter.steps.map((step, i) => ({ number: i + 1, step, text: chapter.text.steps[step.id] })),
});

/** All parts of a course. Rejects if a chapter does not arrive. */
export const partsOf = ({ parts }: Course): Promise<readonly PrintedPart[]> =>
  Promise.all(
    parts.map(async ({ chapter: id, steps }) => {
      const chapter = await chapterEntry(id).load();
      const whole = partOf(chapter);
      return { chapter, steps: steps.map((step) => whole.steps[indexIn(chapter, step)]) };
    }),
  );
