import { useState } from 'react';
import { Button } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import type { Erratum } from './errata';
import styles from './Lab.module.css';

/** A sentence of the founding text: one predicts, then sees what the code does and what is true. */
export function ErrataCard({ erratum }: { erratum: Erratum }) {
  const { id, tex, sentence, question, answers, right, code, truth } = erratum;
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <section className={styles.erratum} aria-label={sentence}>
      <p className={styles.claim}>
        <Tex tex={tex} />
      </p>
      <p className={styles.says}>{sentence}</p>
      <fieldset className={styles.question}>
        <legend>{question}</legend>
        {answers.map((answer, i) => (
          <label
            key={answer}
            data-verdict={
              chosen === null ? undefined : i === right ? 'right' : i === chosen ? 'wrong' : undefined
            }
          >
            <input
              type="radio"
              name={`erratum-${id}`}
              checked={chosen === i}
              disabled={chosen !== null}
              onChange={() => setChosen(i)}
            />
            {answer}
            {chosen !== null && i === right && ' ✓'}
            {chosen === i && i !== right && ' ✗'}
          </label>
        ))}
      </fieldset>
      <div aria-live="polite">
        {chosen !== null && (
          <>
            <p className={styles.says}>
              <b>The code.</b> {code}
            </p>
            <p className={styles.says}>
              <b>What is true.</b> {truth}
            </p>
            <Button look="quiet" onClick={() => setChosen(null)}>
              Ask again
            </Button>
          </>
        )}
      </div>
    </section>
  );
}
