import { flag, number, place, text, type Field } from '../fieldKinds';

const survivesReset = <T>(field: Field<T>): Field<T> => ({ ...place(field), survivesReset: true });

/** What a link restores of the lecture: a step lies over the view that it shows. */
export const LECTURE_FIELDS = {
  /** Name of the chapter that is open; '' for none. Those that exist stand in state/lecture/chapters.ts. */
  chapter: survivesReset(text('chapter', '', /^[a-z-]{1,24}$/, 'a chapter of the lecture')),
  /** Its step, from 1. */
  chapterStep: survivesReset(number('step', 1, 1, 99)),
  /** Whether the answer of the step's question has been shown. */
  revealed: survivesReset(flag('shown')),
};
