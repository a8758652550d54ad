import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { answerQuestion, quizAnswers } from './state/answers';
import type { QuizAnswer } from './state/answers';
import { Button } from '../../ui/controls';
import type { Erratum } from './errata';
import styles from './Lab.module.css';

/** What was answered, and whether it was right; nothing where one only looked. */
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
  /** Nothing is asked without one. */
  erratum: Erratum | undefined;
  /** What the answer would give away. */
  children: ReactNode;
}

/** Asks first; what would give the answer away comes after it. */
export function Asked({ erratum, children }: Props) {
  const here = useRef<HTMLDivElement>(null);
  const open = useStore(quizAnswers, (all) => erratum !== undefined && all[erratum.id] === undefined);
  if (!erratum) return children;
  const { id, question, answers } = erratum;
  const say = (answer: QuizAnswer): void => {
    answerQuestion(id, answer);
    // The buttons go: who uses keys stays here.
    here.current?.focus({ preventScroll: true });
  };
  return (
    <div ref={here} tabIndex={-1} className={styles.asked}>
      {open ? (
        <fieldset className={styles.question}>
          <legend>{question}</legend>
          {answers.map((answer, i) => (
            <Button key={answer} onClick={() => say(i)}>
              {answer}
            </Button>
          ))}
          <Button look="quiet" onClick={() => say('skipped')}>
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
