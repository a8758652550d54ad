import type { LoadedChapter } from '../../state/lecture/chapters';
import { COURSE_TEXTS } from '../../state/lecture/texts/courses';
import { countAt, neighbour, type OpenStep } from '../../state/lecture/openStep';
import { TEXTS } from './texts';
import { useTarget, type StepAhead } from './useTarget';
import styles from './LectureBar.module.css';

/** What is new about a step to somebody in a chapter: another chapter, or a question. */
const newsOf = ({ chapter, step }: StepAhead, { id }: LoadedChapter): readonly string[] =>
  chapter.id !== id ? [chapter.text.title] : step.ask ? [TEXTS.question] : [];

/** Which step of what this is; in a course, how much of it is left and what comes next. */
export function Place({ now }: { now: OpenStep }) {
  const { chapter, place } = now;
  const next = useTarget(place && neighbour(now, 1));
  const course = place && TEXTS.left(COURSE_TEXTS[place.course.id].title, place.minutesLeft);
  // The course stands beside the number that counts its steps.
  const title = [chapter.text.title, ...(course ? [course] : [])].join(' · ');
  const news = next ? newsOf(next, chapter).map(TEXTS.nextIs) : [];
  return <p className={styles.place}>{[TEXTS.place(title, ...countAt(now)), ...news].join(' · ')}</p>;
}
