import { useEffect, useLayoutEffect, useRef } from 'react';
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
import { observeSize } from '../../ui/observeSize';
import { isReaderHere, LECTURE_BAR } from '../focus';
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
import { TEXTS } from './texts';
import styles from './LectureBar.module.css';

/** What Next does, in words. */
function nextText(now: OpenStep): string {
  const { step, isRevealed, chapter } = now;
  if (step.ask && !isRevealed) return TEXTS.reveal;
  const target = neighbour(now, 1);
  if (!target) return TEXTS.finish;
  return target.chapter === chapter.id ? TEXTS.next : TEXTS.nextChapter;
}

function Bar({ now }: { now: OpenStep }) {
  const { chapter, text, step, isExploring, isRevealed } = now;
  const next = nextText(now);
  const bar = useRef<HTMLElement>(null);
  // The page has what is left of the window.
  useLayoutEffect(() => {
    if (!bar.current) return undefined;
    const { style } = document.documentElement;
    const element = bar.current;
    const stop = observeSize(element, () => style.setProperty('--tour', `${element.offsetHeight}px`));
    return () => {
      stop();
      style.removeProperty('--tour');
    };
  }, []);
  const { spot } = step;
  useEffect(() => (spot ? spotlight(spot) : undefined), [spot, isRevealed]);
  // Whoever opens a chapter by keys goes on from here.
  useEffect(() => {
    if (isReaderHere() && !bar.current?.contains(document.activeElement))
      bar.current?.focus({ preventScroll: true });
  }, [chapter.id]);
  return (
    <aside ref={bar} id={LECTURE_BAR} className={styles.bar} aria-label={TEXTS.name} tabIndex={-1}>
      <div className={styles.text}>
        <div role="status">
          <Place now={now} />
          <p className={styles.words}>{wordsOf(text)}</p>
        </div>
        {step.ask && 'answers' in text && <Answers now={now} ask={step.ask} answers={text.answers} />}
        <Stills now={now} />
        {spot && <p className="visually-hidden">{TEXTS.lookAt(spot)}</p>}
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
