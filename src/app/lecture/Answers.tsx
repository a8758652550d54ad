import { Check } from 'lucide-react';
import type { AnswerText, Letter, Question } from '../../state/lecture/chapter';
import { nameOfStep, repliesTo, type OpenStep } from '../../state/lecture/openStep';
import { player } from '../../state/lecture/player';
import { lettersInOrder } from '../../state/lecture/steps';
import { useTexts } from './useTexts';
import styles from './LectureBar.module.css';

interface Props {
  now: OpenStep;
  ask: Question;
  answers: Readonly<Partial<Record<Letter, AnswerText>>>;
}

/** What the class voted for an answer, once it has voted twice or is shown what is right. */
function Votes({ now: { votes = {}, isRevealed }, letter }: { now: OpenStep; letter: Letter }) {
  const { TEXTS } = useTexts().words;
  const { first, second } = votes;
  if (!second && !(first && isRevealed)) return null;
  const counts = [first, second].flatMap((vote) => (vote ? [vote[letter] ?? 0] : []));
  return (
    <span className={styles.votes} title={TEXTS.votes(counts)}>
      <span className="visually-hidden">{TEXTS.votes(counts)}</span>
      <span aria-hidden="true">{counts.join(' → ')}</span>
    </span>
  );
}

/** The answers to choose from; after the reveal, which one is right, and what there is to say to those that were chosen. */
export function Answers({ now, ask, answers }: Props) {
  const { answer, isRevealed, step, text } = now;
  const { TEXTS } = useTexts().words;
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
              name={nameOfStep(now)}
              checked={answer === letter}
              // Disabled, it would lose the focus.
              aria-disabled={isRevealed}
              onChange={() => player.choose(letter)}
            />
            <kbd title={TEXTS.key(i + 1)}>{i + 1}</kbd>
            <span lang={text.lang}>{answers[letter]?.text}</span>
            <Votes now={now} letter={letter} />
            {isRevealed && letter === ask.right && <Check size={18} aria-label={TEXTS.right} />}
          </label>
        ))}
      </fieldset>
      <div role="status">
        {repliesTo(now).map((letter) => (
          <p key={letter} className={styles.reply} lang={text.lang}>
            {answers[letter]?.reply}
          </p>
        ))}
      </div>
    </>
  );
}
