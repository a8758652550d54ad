import { answerQuestion } from './state/answers';
import { released } from '../../state/link/url';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import { Asked } from './Asked';
import type { Erratum } from './errata';
import styles from './Lab.module.css';

/** A sentence of the founding text: one predicts, then sees what the code does and what is true. */
export function ErrataCard({ erratum }: { erratum: Erratum }) {
  const { id, tex, sentence, question, answers, right, code, truth, see } = erratum;
  return (
    <section className={styles.erratum} aria-label={sentence}>
      <p className={styles.claim}>
        <Tex tex={tex} />
      </p>
      <p className={styles.says}>{sentence}</p>
      <Asked erratum={erratum}>
        <p className={styles.says}>
          {question} <b>{answers[right]}.</b>
        </p>
        <p className={styles.says}>
          <b>The code.</b> {code}
        </p>
        <p className={styles.says}>
          <b>What is true.</b> {truth}
        </p>
        <div className={styles.next}>
          {see && (
            <Button
              onClick={() => {
                patchView(see.view);
                released();
                scrollTo({ top: 0 });
              }}
            >
              {see.where}
            </Button>
          )}
          <Button look="quiet" onClick={() => answerQuestion(id, undefined)}>
            Ask again
          </Button>
        </div>
      </Asked>
    </section>
  );
}
