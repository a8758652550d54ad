import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { courseOf, placeInCourse } from '../../../state/lecture/courses';
import { channelOf, type Here } from '../../../state/lecture/channel';
import { createNotes } from '../../../state/lecture/notes';
import { countAt, minutesLeft, neighbour } from '../../../state/lecture/openStep';
import { lettersInOrder, wordsOf } from '../../../state/lecture/steps';
import { listen } from '../../../state/listen';
import { useWords } from '../../../features/common/useWords';
import { COURSE_WORDS } from '../../../state/lecture/courseWords';
import type { Lang } from '../../../state/link/fieldKinds';
import { singleKeys } from '../../../state/shortcuts';
import { Button } from '../../../ui/controls';
import { Notices } from '../../Notices';
import { useTextsIn } from '../useTexts';
import { useTarget } from '../useTarget';
import styles from './NotesWindow.module.css';

const notes = createNotes(channelOf(new URLSearchParams(location.search).get('notes') ?? ''));

const timeOf = (date: Date): string =>
  date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });

/** The time, and when the lecture ends if it goes on as planned. */
function Clock({ left, lang }: { left: number | undefined; lang: Lang }) {
  const { NOTES: TEXTS } = useTextsIn(lang).words;
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className={styles.clock}>
      <b>{timeOf(now)}</b>
      {left !== undefined && (
        <>
          {' '}
          {TEXTS.left(left)} <span>{TEXTS.until(timeOf(new Date(now.getTime() + 60_000 * left)))}</span>
        </>
      )}
    </p>
  );
}

function Notes({ here, isOpen }: { here: Here; isOpen: boolean }) {
  const { lang } = here;
  const { NOTES: TEXTS } = useTextsIn(lang).words;
  const now = useTarget({ chapter: here.chapter, step: here.chapterStep - 1 }, lang);
  const course = courseOf(here.course);
  const place = now && course && placeInCourse(course, here.chapter, now.step.id);
  const standing = now && { ...now, place };
  const target = standing && neighbour(standing, 1);
  const next = useTarget(target, lang);
  const { words: courses } = useWords(COURSE_WORDS, lang);
  if (!standing) return <Clock left={undefined} lang={lang} />;
  const { chapter, step, text } = standing;
  const { ask } = step;
  const title = [chapter.text.title, ...(course && place ? [courses[course.id].title] : [])].join(' · ');
  return (
    <>
      <Clock left={minutesLeft(standing)} lang={lang} />
      {!isOpen && <p className={styles.closed}>{TEXTS.closed}</p>}
      <div role="status">
        <p className={styles.place}>{TEXTS.place(title, ...countAt(standing))}</p>
        <h2>{TEXTS.note}</h2>
        <p className={styles.note} {...(text.note !== undefined && { lang: text.lang })}>
          {text.note ?? TEXTS.noNote}
        </p>
      </div>
      <h2>{TEXTS.onScreen}</h2>
      <p lang={text.lang}>{wordsOf(text)}</p>
      {ask && 'answers' in text && (
        <>
          <h2>{TEXTS.right}</h2>
          <p>
            {TEXTS.rightIs(
              lettersInOrder(ask, step.id).indexOf(ask.right) + 1,
              text.answers[ask.right]?.text ?? '',
            )}
            {here.revealed && <span className={styles.soft}> {TEXTS.revealed}</span>}
          </p>
        </>
      )}
      <h2>{next && next.chapter.id !== chapter.id ? TEXTS.nextIn(next.chapter.text.title) : TEXTS.next}</h2>
      <p className={styles.soft}>{target ? next && wordsOf(next.text) : TEXTS.last}</p>
    </>
  );
}

/** The lecturer's own window: note, clock, right answer and next step, and the keys that lead the lecture in the other window. */
export default function NotesWindow() {
  const { here, isOpen } = useStore(notes.store);
  const {
    words: { NOTES: TEXTS },
    lang,
  } = useTextsIn(here?.lang ?? 'en');
  useEffect(() => {
    document.title = TEXTS.title;
  }, [TEXTS]);
  useEffect(() => {
    return listen('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const isOfButton = event.target instanceof HTMLButtonElement && [' ', 'Enter'].includes(event.key);
      const isOff = event.key.length === 1 && !singleKeys.getState().areOn;
      if (event.key.startsWith('Page') || event.key.startsWith('Arrow')) event.preventDefault();
      if (!isOfButton && !isOff) notes.press(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    });
  }, []);
  return (
    <main className={styles.notes} lang={lang}>
      <h1 className="visually-hidden">{TEXTS.heading}</h1>
      {here ? <Notes here={here} isOpen={isOpen} /> : <p>{TEXTS.waiting}</p>}
      <Notices />
      {isOpen && (
        <div className={styles.buttons}>
          <Button onClick={() => notes.press('PageUp')}>{TEXTS.back}</Button>
          <Button look="primary" onClick={() => notes.press('PageDown')}>
            {TEXTS.goOn}
          </Button>
          <Button onClick={() => notes.press('b')}>{TEXTS.blank}</Button>
        </div>
      )}
    </main>
  );
}
