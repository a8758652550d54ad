import { endGesture } from '../../state/link/url';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import { AskFirst } from './AskFirst';
import type { Erratum } from './errata';
import { PartHeading } from './Headings';
import { answerQuestion } from './state/answers';
import lab from './Lab.module.css';
import styles from './ErrataList.module.css';

/** A sentence of the founding text: first a question, then what the code does and what is true. */
function ErratumCard({ erratum }: { erratum: Erratum }) {
  const { id, tex, sentence, question, answers, right, code, truth, see } = erratum;
  return (
    <section className={styles.erratum} aria-label={sentence}>
      <p className={styles.claim}>
        <Tex tex={tex} />
      </p>
      <p className={lab.says}>{sentence}</p>
      <AskFirst erratum={erratum}>
        <p className={lab.says}>
          {question} <b>{answers[right]}.</b>
        </p>
        <p className={lab.says}>
          <b>The code.</b> {code}
        </p>
        <p className={lab.says}>
          <b>What is true.</b> {truth}
        </p>
        <div className={styles.next}>
          {see && (
            <Button
              onClick={() => {
                patchView(see.view);
                endGesture();
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
      </AskFirst>
    </section>
  );
}

interface Props {
  title: string;
  about: string;
  errata: readonly Erratum[];
}

/** Sentences of the founding text, each with a question. */
export function ErrataList({ title, about, errata }: Props) {
  return (
    <>
      <PartHeading title={title} about={about} />
      <div className={styles.errata}>
        {errata.map((erratum) => (
          <ErratumCard key={erratum.id} erratum={erratum} />
        ))}
      </div>
    </>
  );
}
