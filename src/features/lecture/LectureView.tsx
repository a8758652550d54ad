import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { download } from '../../state/files/download';
import { LangSelect } from '../common/LangSelect';
import { useLang, useWords } from '../common/useWords';
import { CHAPTERS, type LoadedChapter } from '../../state/lecture/chapters';
import { COURSE_WORDS } from '../../state/lecture/courseWords';
import { COURSES, minutesOf, stepsOfCourse, type Course } from '../../state/lecture/courses';
import { keyOfCourse } from '../../state/lecture/openStep';
import { player } from '../../state/lecture/player';
import { preparation } from '../../state/lecture/preparation';
import { progress } from '../../state/lecture/progress';
import { dismiss, notify } from '../../state/notices';
import { withPart } from '../../state/withPart';
import { Button } from '../../ui/controls';
import { ViewLayout } from '../../ui/ViewLayout';
import { Card } from './Card';
import { Exercises } from './Exercises';
import { Prepare } from './Prepare';
import { useTexts } from './useTexts';
import styles from './LectureView.module.css';

/** The number, from 1, of the farthest of some steps (`chapter.step`); undefined where none is kept. */
function useFarthest(of: string, names: readonly string[]): number | undefined {
  const farthest = useStore(progress.store, (state) => state.farthest[of]);
  return names.includes(farthest) ? names.indexOf(farthest) + 1 : undefined;
}

function CourseCard({ course }: { course: Course }) {
  const names = stepsOfCourse(course).map(({ chapter, step }) => `${chapter}.${step}`);
  const farthest = useFarthest(keyOfCourse(course.id), names);
  const { words: TEXTS } = useTexts();
  const { words, lang } = useWords(COURSE_WORDS, useLang());
  return (
    <Card
      {...words[course.id]}
      lang={lang}
      facts={[TEXTS.minutes(Math.round(minutesOf(course))), TEXTS.steps(names.length)]}
      farthest={farthest}
      onStart={() => void player.openCourse(course.id, true)}
      onGoOn={() => void player.openCourse(course.id)}
    >
      <Prepare course={course} title={words[course.id].title} />
    </Card>
  );
}

function ChapterCard({ chapter }: { chapter: LoadedChapter }) {
  const answers = useStore(progress.store, (state) => state.answers);
  const { words: TEXTS } = useTexts();
  const { id, minutes, steps, text } = chapter;
  const names = steps.map((step) => `${id}.${step.id}`);
  const farthest = useFarthest(id, names);
  const asked = steps.filter(({ ask }) => ask);
  const answered = asked.filter((step) => `${id}.${step.id}` in answers);
  return (
    <Card
      title={text.title}
      lang={text.lang}
      about={text.outcome}
      facts={[
        TEXTS.minutes(minutes),
        TEXTS.steps(steps.length),
        TEXTS.answered(answered.length, asked.length),
      ]}
      farthest={farthest}
      onStart={() => void player.open(id)}
      onGoOn={() => void player.open(id, (farthest ?? 1) - 1)}
    />
  );
}

/** What is kept, said, exported and forgotten. */
function Kept() {
  const { words: TEXTS } = useTexts();
  const hasSome = useStore(progress.store, ({ answers, farthest }) =>
    [answers, farthest].some((each) => Object.keys(each).length > 0),
  );
  useEffect(() => progress.follow(), []);
  const forget = (): void => {
    const takeBack = progress.forget();
    const run = (): void => {
      takeBack();
      dismiss(id);
    };
    const id = notify({ kind: 'warning', text: TEXTS.forgotten, action: { text: TEXTS.undo, run } });
  };
  return (
    <p className={styles.size}>
      {TEXTS.kept}{' '}
      {hasSome && (
        <>
          <Button onClick={() => download(progress.exported(), TEXTS.file, 'application/json')}>
            {TEXTS.save}
          </Button>{' '}
          <Button onClick={forget}>{TEXTS.forget}</Button>
        </>
      )}
    </p>
  );
}

/** The courses, and all chapters of the lecture in their order. */
export default function LectureView() {
  // What a lecture needs next it computes itself.
  useEffect(() => preparation.cancel, []);
  const { words: TEXTS, lang: shownLang } = useTexts();
  const lang = useLang();
  const [chapters, setChapters] = useState<readonly LoadedChapter[] | 'lost'>([]);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let isGone = false;
    void withPart(
      () => Promise.all(CHAPTERS.map(({ load }) => load(lang))),
      (all) => all,
    ).then((all) => !isGone && setChapters(all ?? 'lost'));
    return () => {
      isGone = true;
    };
  }, [times, lang]);
  const all = chapters === 'lost' ? [] : chapters;
  return (
    <ViewLayout title={TEXTS.name} lang={shownLang} className={styles.view}>
      <div className={styles.lang} lang="en">
        <LangSelect />
      </div>
      <p className={styles.about}>{TEXTS.about}</p>
      <h2 className={styles.heading}>{TEXTS.courses}</h2>
      <ul className={styles.cards}>
        {COURSES.map((course) => (
          <CourseCard key={course.id} course={course} />
        ))}
      </ul>
      <h2 className={styles.heading}>{TEXTS.chapters}</h2>
      {chapters === 'lost' ? (
        <p>
          {TEXTS.lost} <Button onClick={() => setTimes(times + 1)}>{TEXTS.tryAgain}</Button>
        </p>
      ) : (
        chapters.length === 0 && <p role="status">{TEXTS.loading}</p>
      )}
      <ol className={styles.cards}>
        {all.map((chapter) => (
          <ChapterCard key={chapter.id} chapter={chapter} />
        ))}
      </ol>
      <Kept />
      <Exercises />
    </ViewLayout>
  );
}
