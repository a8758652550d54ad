import { useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/controls';
import type { Erratum } from './errata';
import { answerQuestion, quizAnswers, type QuizAnswer } from './state/answers';
import styles from './AskFirst.module.css';

interface Props {
  /** Without one, nothing is asked. */
  erratum: Erratum | undefined;
  /** What would give the answer away. */
  children: ReactNode;
}

/** Asks a question before it shows what would give the answer away. */
export function AskFirst({ erratum, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const answer = useStore(quizAnswers, (all) => erratum && all[erratum.id]);
  if (!erratum) return children;
  const { id, question, answers, right } = erratum;
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
            Show me without guessing
          </Button>
        </fieldset>
      ) : (
        <>
          {answer !== 'skipped' && (
            <p className={styles.guess} data-verdict={answer === right ? 'right' : 'wrong'}>
              You said: {answers[answer]} {answer === right ? '✓' : '✗'}
            </p>
          )}
          {children}
        </>
      )}
    </div>
  );
}
