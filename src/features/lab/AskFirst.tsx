import { useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/controls';
import type { Mistake } from './mistakes';
import { answerQuestion, quizAnswers, type QuizAnswer } from './state/answers';
import { TEXTS } from './texts';
import styles from './AskFirst.module.css';

interface Props {
  /** Without one, nothing is asked. */
  mistake: Mistake | undefined;
  /** What would give the answer away. */
  children: ReactNode;
}

/** Asks a question before it shows what would give the answer away. */
export function AskFirst({ mistake, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const answer = useStore(quizAnswers, (all) => mistake && all[mistake.id]);
  if (!mistake) return children;
  const { id, question, answers, right } = mistake;
  const choose = (chosen: QuizAnswer): void => {
    answerQuestion(id, chosen);
    // The buttons disappear; keyboard focus stays in this card.
    frame.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={frame} tabIndex={-1} className={styles.ask}>
      {answer === undefined ? (
        <fieldset className={styles.question}>
          <legend>{question}</legend>
          {answers.map((text, i) => (
            <Button key={text} onClick={() => choose(i)}>
              {text}
            </Button>
          ))}
          <Button look="quiet" onClick={() => choose('skipped')}>
            {TEXTS.showAnswer}
          </Button>
        </fieldset>
      ) : (
        <>
          {answer !== 'skipped' && (
            <p className={styles.guess} data-verdict={answer === right ? 'right' : 'wrong'}>
              {TEXTS.youSaid(answers[answer])} {answer === right ? '✓' : '✗'}
            </p>
          )}
          {children}
        </>
      )}
    </div>
  );
}
