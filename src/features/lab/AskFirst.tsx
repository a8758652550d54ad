import { useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../ui/controls';
import type { Erratum } from './errata';
import { answerQuestion, quizAnswers, type QuizAnswer } from './state/answers';
import styles from './AskFirst.module.css';

/** The answer, and whether it was right; nothing where the question was skipped. */
function Guess({ erratum: { id, answers, right } }: { erratum: Erratum }) {
  const answer = useStore(quizAnswers, (all) => all[id]);
  if (typeof answer !== 'number') return null;
  return (
    <p className={styles.guess} data-verdict={answer === right ? 'right' : 'wrong'}>
      You said: {answers[answer]} {answer === right ? '✓' : '✗'}
    </p>
  );
}

interface Props {
  /** Without one, nothing is asked. */
  erratum: Erratum | undefined;
  /** What would give the answer away. */
  children: ReactNode;
}

/** Asks a question before it shows what would give the answer away. */
export function AskFirst({ erratum, children }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const isOpen = useStore(quizAnswers, (all) => erratum !== undefined && all[erratum.id] === undefined);
  if (!erratum) return children;
  const { id, question, answers } = erratum;
  const answer = (chosen: QuizAnswer): void => {
    answerQuestion(id, chosen);
    // The buttons disappear; keyboard focus stays in this card.
    frame.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={frame} tabIndex={-1} className={styles.ask}>
      {isOpen ? (
        <fieldset className={styles.question}>
          <legend>{question}</legend>
          {answers.map((text, i) => (
            <Button key={text} onClick={() => answer(i)}>
              {text}
            </Button>
          ))}
          <Button look="quiet" onClick={() => answer('skipped')}>
            Show me without guessing
          </Button>
        </fieldset>
      ) : (
        <>
          <Guess erratum={erratum} />
          {children}
        </>
      )}
    </div>
  );
}
