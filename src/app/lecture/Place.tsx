import type { LoadedChapter } from '../../state/lecture/chapters';
import { useLang, useWords } from '../../features/common/useWords';
import { COURSE_WORDS } from '../../state/lecture/courseWords';
import { neighbour, type OpenStep } from '../../state/lecture/openStep';
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
  const { chapter, index, place } = now;
  const {
    words: { TEXTS },
  } = useTexts();
  const lang = useLang();
  const { words: courses } = useWords(COURSE_WORDS, lang);
  const next = useTarget(place && neighbour(now, 1), lang);
  const { title } = chapter.text;
  return (
    <p className={styles.place}>
      {place
        ? [
            TEXTS.place(title, place.index + 1, place.of),
            TEXTS.left(courses[place.course.id].title, place.minutesLeft),
            ...(next ? newsOf(next, chapter, TEXTS).map(TEXTS.nextIs) : []),
          ].join(' · ')
        : TEXTS.place(title, index + 1, chapter.steps.length)}
    </p>
  );
}
