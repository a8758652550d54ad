import type { LoadedChapter } from '../../state/lecture/chapters';
import { useLang, useWords } from '../../features/common/useWords';
import { COURSE_WORDS } from '../../state/lecture/courseWords';
import { countAt, neighbour, type OpenStep } from '../../state/lecture/openStep';
import type { LectureWords } from './texts';
import { useTexts } from './useTexts';
import { useTarget, type StepAhead } from './useTarget';
import styles from './LectureBar.module.css';

/** What is new about a step to somebody in a chapter: another chapter, or a question. */
const newsOf = (
  { chapter, step }: StepAhead,
  { id }: LoadedChapter,
  TEXTS: LectureWords['TEXTS'],
): readonly string[] => (chapter.id !== id ? [chapter.text.title] : step.ask ? [TEXTS.question] : []);

/** Which step of what this is; in a course, how much of it is left and what comes next. */
export function Place({ now }: { now: OpenStep }) {
  const { chapter, place } = now;
  const {
    words: { TEXTS },
  } = useTexts();
  const lang = useLang();
  const { words: courses } = useWords(COURSE_WORDS, lang);
  const next = useTarget(place && neighbour(now, 1), lang);
  const course = place && TEXTS.left(courses[place.course.id].title, place.minutesLeft);
  // The course stands beside the number that counts its steps.
  const title = [chapter.text.title, ...(course ? [course] : [])].join(' · ');
  const news = next ? newsOf(next, chapter, TEXTS).map(TEXTS.nextIs) : [];
  return <p className={styles.place}>{[TEXTS.place(title, ...countAt(now)), ...news].join(' · ')}</p>;
}
