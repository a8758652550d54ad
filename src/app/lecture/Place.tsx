import type { LoadedChapter } from '../../state/lecture/chapters';
import { COURSE_TEXTS } from '../../state/lecture/texts/courses';
import { neighbour, type OpenStep } from '../../state/lecture/openStep';
import { TEXTS } from './texts';
import { useTarget, type StepAhead } from './useTarget';
import styles from './LectureBar.module.css';

/** What a step is, to somebody in a chapter: another chapter, a question, or more of the same. */
const whatIs = ({ chapter, step }: StepAhead, { id }: LoadedChapter): string =>
  chapter.id !== id ? chapter.text.title : step.ask ? TEXTS.question : TEXTS.more;

/** Which step of what this is; in a course, how much of it is left and what comes next. */
export function Place({ now }: { now: OpenStep }) {
  const { chapter, index, place } = now;
  const next = useTarget(place && neighbour(now, 1));
  const { title } = chapter.text;
  return (
    <p className={styles.place}>
      {place
        ? [
            TEXTS.place(title, place.index + 1, place.of),
            TEXTS.left(COURSE_TEXTS[place.course.id].title, place.minutesLeft),
            ...(next ? [TEXTS.nextIs(whatIs(next, chapter))] : []),
          ].join(' · ')
        : TEXTS.place(title, index + 1, chapter.steps.length)}
    </p>
  );
}
