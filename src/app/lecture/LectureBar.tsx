import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Check, X } from 'lucide-react';
import type { AnswerText, Letter, Question, StepText } from '../../state/lecture/chapter';
import { chapterAfter } from '../../state/lecture/chapters';
import { lettersInOrder, player, type OpenStep } from '../../state/lecture/player';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { LECTURE_BAR } from '../focus';
import { useBar } from '../useBar';
import { TEXTS } from './texts';
import styles from './LectureBar.module.css';

interface AnswersProps {
  now: OpenStep;
  ask: Question;
  answers: Readonly<Partial<Record<Letter, AnswerText>>>;
}

/** The answers to choose from; after the reveal, which one is right, and what there is to say to the chosen one. */
function Answers({ now, ask, answers }: AnswersProps) {
  const { answer, isRevealed, step, chapter } = now;
  const reply = isRevealed && answer ? answers[answer]?.reply : undefined;
  return (
    <>
      <fieldset className={styles.answers}>
        <legend className="visually-hidden">{TEXTS.answers}</legend>
        {lettersInOrder(ask, step.id).map((letter, i) => (
          <label
            key={letter}
            className={styles.answer}
            data-right={(isRevealed && letter === ask.right) || undefined}
          >
            <input
              type="radio"
              name={`${chapter.id}.${step.id}`}
              checked={answer === letter}
              onChange={() => player.choose(letter)}
            />
            <kbd title={TEXTS.key(i + 1)}>{i + 1}</kbd>
            <span>{answers[letter]?.text}</span>
            {isRevealed && letter === ask.right && <Check size={18} aria-label={TEXTS.right} />}
          </label>
        ))}
      </fieldset>
      <p className={styles.reply} role="status">
        {reply}
      </p>
    </>
  );
}

const wordsOf = (text: StepText): string => ('words' in text ? text.words : text.question);

/** What Next does, in words. */
function nextText({ step, isRevealed, index, chapter }: OpenStep): string {
  if (step.ask && !isRevealed) return TEXTS.reveal;
  if (index + 1 < chapter.steps.length) return TEXTS.next;
  return chapterAfter(chapter.id) ? TEXTS.nextChapter : TEXTS.finish;
}

function Bar({ now }: { now: OpenStep }) {
  const { chapter, index, text, step, isExploring } = now;
  const bar = useBar(chapter.id);
  return (
    <aside ref={bar} id={LECTURE_BAR} className={styles.bar} aria-label={TEXTS.name} tabIndex={-1}>
      <div className={styles.text}>
        <div role="status">
          <p className={styles.place}>{TEXTS.place(chapter.text.title, index + 1, chapter.steps.length)}</p>
          <p className={styles.words}>{wordsOf(text)}</p>
        </div>
        {step.ask && 'answers' in text && <Answers now={now} ask={step.ask} answers={text.answers} />}
      </div>
      <div className={styles.buttons}>
        {isExploring && (
          <Button title={TEXTS.exploring} onClick={player.restore}>
            {TEXTS.restore(index + 1)}
          </Button>
        )}
        <Button disabled={index === 0} onClick={() => void player.back()}>
          {TEXTS.back}
        </Button>
        <Button look="primary" onClick={() => void player.next()}>
          {nextText(now)}
        </Button>
        <Button look="quiet" aria-label={TEXTS.leave} title={TEXTS.leave} onClick={player.leave}>
          <X size={18} aria-hidden="true" />
        </Button>
      </div>
    </aside>
  );
}

/** The step of the lecture that is open. */
export default function LectureBar() {
  useEffect(() => player.connect(), []);
  useStore(player.store, player.current);
  const now = useStore(view, player.current);
  return now && <Bar now={now} />;
}
