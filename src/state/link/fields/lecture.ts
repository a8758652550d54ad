import { flag, number, survivingPlace, text } from '../fieldKinds';

/** No chapter is open. */
export const NO_CHAPTER = { chapter: '', course: '', chapterStep: 1, revealed: false } as const;

/** What a link restores of the lecture: a step lies over the view that it shows. */
export const LECTURE_FIELDS = {
  /** Name of the chapter that is open; '' for none. Those that exist stand in state/lecture/chapters.ts. */
  chapter: survivingPlace(text('chapter', '', /^[a-z-]{1,24}$/, 'a chapter of the lecture')),
  /** Name of the course that leads from step to step; '' for none. They stand in state/lecture/courses.ts. */
  course: survivingPlace(text('course', '', /^[a-z-]{0,24}$/, 'a course of the lecture')),
  /** Its step, from 1. */
  chapterStep: survivingPlace(number('step', 1, 1, 99)),
  /** Whether the answer of the step's question has been shown. */
  revealed: survivingPlace(flag('shown')),
};
