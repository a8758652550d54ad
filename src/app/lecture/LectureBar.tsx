import { useEffect } from 'react';
import { useStore } from 'zustand';
import { NotebookText, X } from 'lucide-react';
import { tellNotes } from '../../state/lecture/channel';
import { countAt, neighbour, type OpenStep } from '../../state/lecture/openStep';
import { player } from '../../state/lecture/player';
import { progress } from '../../state/lecture/progress';
import { wordsOf } from '../../state/lecture/steps';
import { isEmbedded } from '../../state/link/url';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { LECTURE_BAR } from '../focus';
import { useBar } from '../useBar';
import { Answers } from './Answers';
import { Handout } from './Handout';
import { notesKey } from './keys';
import { PollButton } from './PollButton';
import { computeAhead } from './computeAhead';
import { openNotes } from './notes/openNotes';
import { Place } from './Place';
import { press } from './press';
import { spotlight } from './spotlight';
import { Stills } from './Stills';
import type { LectureWords } from './texts';
import { useTexts } from './useTexts';
import styles from './LectureBar.module.css';

/** What Next does, in words. */
function nextText(now: OpenStep, TEXTS: LectureWords['TEXTS']): string {
  const { step, isRevealed, chapter } = now;
  if (step.ask && !isRevealed) return TEXTS.reveal;
  const target = neighbour(now, 1);
  if (!target) return TEXTS.finish;
  return target.chapter === chapter.id ? TEXTS.next : TEXTS.nextChapter;
}

function Bar({ now }: { now: OpenStep }) {
  const { chapter, text, step, isExploring, isRevealed } = now;
  const {
    words: { TEXTS },
    lang,
  } = useTexts();
  const next = nextText(now, TEXTS);
  const bar = useBar(chapter.id);
  const { spot } = step;
  useEffect(() => (spot ? spotlight(spot) : undefined), [spot, isRevealed]);
  return (
    <aside
      ref={bar}
      id={LECTURE_BAR}
      className={styles.bar}
      lang={lang}
      aria-label={TEXTS.name}
      tabIndex={-1}
    >
      <div className={styles.text}>
        <div role="status">
          <Place now={now} />
          <p className={styles.words} lang={text.lang}>
            {wordsOf(text)}
          </p>
          {text.lang !== chapter.lang && <p className={styles.place}>{TEXTS.untranslated}</p>}
        </div>
        {step.ask && 'answers' in text && <Answers now={now} ask={step.ask} answers={text.answers} />}
        <Stills now={now} />
        {spot && (
          <p className="visually-hidden">
            {TEXTS.lookAt} <span lang="en">{spot.join('; ')}.</span>
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        {isExploring && (
          <Button title={TEXTS.exploring} onClick={player.restore}>
            {TEXTS.restore(countAt(now)[0])}
          </Button>
        )}
        {!isEmbedded() && (
          <Button
            look="quiet"
            className={styles.notes}
            aria-label={TEXTS.notes}
            title={TEXTS.notes}
            onClick={openNotes}
          >
            <NotebookText size={18} aria-hidden="true" />
          </Button>
        )}
        {step.ask && <PollButton key={step.id} now={now} ask={step.ask} />}
        <Button disabled={!neighbour(now, -1)} onClick={() => void player.back()}>
          {TEXTS.back}
        </Button>
        <Button
          look="primary"
          disabled={isEmbedded() && next === TEXTS.finish}
          onClick={() => void player.next()}
        >
          {next}
        </Button>
        {!isEmbedded() && (
          <Button look="quiet" aria-label={TEXTS.leave} title={TEXTS.leave} onClick={player.leave}>
            <X size={18} aria-hidden="true" />
          </Button>
        )}
      </div>
      <Handout now={now} />
    </aside>
  );
}

/** The step of the lecture that is open. */
export default function LectureBar() {
  useEffect(() => player.connect(press), []);
  useEffect(() => computeAhead(), []);
  useEffect(() => progress.follow(), []);
  useEffect(() => (isEmbedded() ? undefined : tellNotes(notesKey)), []);
  useStore(player.store, player.current);
  useStore(progress.store, player.current);
  const now = useStore(view, player.current);
  return now && <Bar now={now} />;
}
