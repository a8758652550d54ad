import { useEffect, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import { useLang, useWords } from '../../features/common/useWords';
import { COURSE_WORDS } from '../../state/lecture/courseWords';
import type { Course } from '../../state/lecture/courses';
import { partOf, partsOf, type PrintedPart, type PrintedStep } from '../../state/lecture/handout';
import type { OpenStep } from '../../state/lecture/openStep';
import { addressOfStep, lettersInOrder, wordsOf } from '../../state/lecture/steps';
import { listen } from '../../state/listen';
import type { Lang } from '../../state/link/fieldKinds';
import { withPart } from '../../state/withPart';
import { useTexts } from './useTexts';
import styles from './Handout.module.css';

function Question({ step, text }: PrintedStep) {
  const { HANDOUT: TEXTS } = useTexts().words;
  if (!step.ask || !('answers' in text)) return null;
  return (
    <ul className={styles.answers}>
      {lettersInOrder(step.ask, step.id).map((letter, i) => (
        <li key={letter}>{TEXTS.box(i, text.answers[letter]?.text ?? '')}</li>
      ))}
    </ul>
  );
}

/** The right answer, and why. */
function Answer({ number, step, text }: PrintedStep) {
  const { HANDOUT: TEXTS } = useTexts().words;
  if (!step.ask || !('answers' in text)) return null;
  const { ask } = step;
  const { right } = ask;
  const at = lettersInOrder(ask, step.id).indexOf(right);
  return (
    <li value={number} lang={text.lang}>
      {TEXTS.answer(at, text.answers[right]?.text ?? '')} <i>{text.answers[right]?.reply}</i>
    </li>
  );
}

function Pages({ title, parts }: { title: string; parts: readonly PrintedPart[] }) {
  const {
    words: { HANDOUT: TEXTS },
    lang,
  } = useTexts();
  return (
    <article className={styles.handout} lang={lang}>
      <h1>{title}</h1>
      {parts.map(({ chapter, steps }, i) => (
        <section key={i} lang={chapter.text.lang}>
          {(parts.length > 1 || chapter.text.title !== title) && <h2>{chapter.text.title}</h2>}
          <p className={styles.outcome}>{chapter.text.outcome}</p>
          <ol>
            {steps.map((each) => (
              <li key={each.step.id} value={each.number} lang={each.text.lang}>
                {wordsOf(each.text)}
                <Question {...each} />
                <span className={styles.link}>
                  {addressOfStep(chapter.id, each.number - 1, chapter.lang)}
                </span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      <section className={styles.last}>
        <h1>{TEXTS.answers}</h1>
        {parts
          .filter(({ steps }) => steps.some(({ step }) => step.ask))
          .map(({ chapter, steps }, i) => (
            <section key={i}>
              <h2>{chapter.text.title}</h2>
              <ol>
                {steps.map((each) => (
                  <Answer key={each.step.id} {...each} />
                ))}
              </ol>
            </section>
          ))}
      </section>
    </article>
  );
}

/** The parts of a course, once they are here. */
function useParts(course: Course | undefined, lang: Lang): readonly PrintedPart[] | undefined {
  const [loaded, setLoaded] = useState<{ course: Course; parts: readonly PrintedPart[] }>();
  useEffect(() => {
    let isGone = false;
    // Where one is lost the open chapter is printed.
    if (course)
      void withPart(
        () => partsOf(course, lang),
        (parts) => !isGone && setLoaded({ course, parts }),
      );
    return () => {
      isGone = true;
    };
  }, [course, lang]);
  return loaded?.course === course ? loaded?.parts : undefined;
}

/** What is printed instead of the page: the open course, or else the open chapter. It exists only while something is printed, as it has the answers. */
export function Handout({ now: { chapter, place } }: { now: OpenStep }) {
  const [isPrinting, setPrinting] = useState(false);
  const lang = useLang();
  const parts = useParts(place?.course, lang);
  const { words: courses } = useWords(COURSE_WORDS, lang);
  useEffect(() => {
    const stops = [
      listen('beforeprint', () => flushSync(() => setPrinting(true))),
      listen('afterprint', () => setPrinting(false)),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  if (!isPrinting) return null;
  return createPortal(
    parts && place ? (
      <Pages title={courses[place.course.id].title} parts={parts} />
    ) : (
      <Pages title={chapter.text.title} parts={[partOf(chapter)]} />
    ),
    document.body,
  );
}
