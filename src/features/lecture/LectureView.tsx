import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { CHAPTERS, type LoadedChapter } from '../../state/lecture/chapters';
import { player } from '../../state/lecture/player';
import { withPart } from '../../state/withPart';
import { Button } from '../../ui/controls';
import { ViewLayout } from '../../ui/ViewLayout';
import { Exercises } from './Exercises';
import { PAGE_TEXTS } from './pageTexts';
import { TEXTS } from './texts';
import styles from './LectureView.module.css';

function ChapterCard({ chapter }: { chapter: LoadedChapter }) {
  const answers = useStore(player.store, (state) => state.answers);
  const { id, minutes, steps, text } = chapter;
  const asked = steps.filter(({ ask }) => ask);
  const answered = asked.filter((step) => `${id}.${step.id}` in answers);
  return (
    <li className={styles.chapter}>
      <h2>{text.title}</h2>
      <p className={styles.outcome}>{text.outcome}</p>
      <p className={styles.size}>
        {[
          TEXTS.minutes(minutes),
          TEXTS.steps(steps.length),
          TEXTS.answered(answered.length, asked.length),
        ].join(' · ')}
      </p>
      <Button look="primary" aria-label={TEXTS.startOf(text.title)} onClick={() => void player.open(id)}>
        {TEXTS.start}
      </Button>
    </li>
  );
}

/** All chapters of the lecture, in the order of the course. */
export default function LectureView() {
  const [chapters, setChapters] = useState<readonly LoadedChapter[] | 'lost'>([]);
  const [times, setTimes] = useState(0);
  const hasAnswers = useStore(player.store, (state) => Object.keys(state.answers).length > 0);
  useEffect(() => {
    let isGone = false;
    void withPart(
      () => Promise.all(CHAPTERS.map(({ load }) => load())),
      (all) => all,
    ).then((all) => !isGone && setChapters(all ?? 'lost'));
    return () => {
      isGone = true;
    };
  }, [times]);
  const all = chapters === 'lost' ? [] : chapters;
  return (
    <ViewLayout title={PAGE_TEXTS.name} className={styles.view}>
      <p className={styles.about}>{TEXTS.about}</p>
      {chapters === 'lost' ? (
        <p>
          {TEXTS.lost} <Button onClick={() => setTimes(times + 1)}>{TEXTS.tryAgain}</Button>
        </p>
      ) : (
        chapters.length === 0 && <p role="status">{TEXTS.loading}</p>
      )}
      <ol className={styles.chapters}>
        {all.map((chapter) => (
          <ChapterCard key={chapter.id} chapter={chapter} />
        ))}
      </ol>
      <p className={styles.size}>
        {TEXTS.kept} {hasAnswers && <Button onClick={player.forgetAnswers}>{TEXTS.forget}</Button>}
      </p>
      <Exercises />
    </ViewLayout>
  );
}
