import { createWords } from '../words';
import { COURSE_TEXTS } from './texts/courses';

/** The words of the courses; one that a language has not is English. */
export const COURSE_WORDS = createWords(COURSE_TEXTS, {
  de: async () => ({ ...COURSE_TEXTS, ...(await import('./texts/de/courses')).COURSE_TEXTS }),
});
