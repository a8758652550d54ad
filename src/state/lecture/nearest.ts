import type { ViewState } from '../link/fields/table';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { chapterEntry, CHAPTERS } from './chapters';
import { courseOf, COURSES, stepsOfCourse } from './courses';
import type { Target } from './openStep';

type Nearest = Target & { readonly course: string };

/**
 * What stands in the place of a course and a chapter that are named: the nearest ones that exist. Says what does not.
 * @returns undefined where no chapter is named in any way
 */
export function nearest({ chapter, course, chapterStep }: ViewState): Nearest | undefined {
  const known = courseOf(course);
  if (course !== '' && !known)
    notify({
      kind: 'warning',
      text: TEXTS.noCourse(
        course,
        COURSES.map(({ id }) => id),
      ),
    });
  if (chapter === '') return known && { ...stepsOfCourse(known)[0], course };
  const entry = chapterEntry(chapter);
  const isKnown = entry.id === chapter;
  if (!isKnown)
    notify({
      kind: 'warning',
      text: TEXTS.noChapter(
        chapter,
        CHAPTERS.map(({ id }) => id),
      ),
    });
  return { chapter: entry.id, step: isKnown ? chapterStep - 1 : 0, course: known ? course : '' };
}
