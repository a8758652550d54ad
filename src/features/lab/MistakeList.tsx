import { endGesture } from '../../state/link/url';
import { patchView } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { Tex } from '../../ui/Tex';
import { AtLevel } from '../common/setting/AtLevel';
import { AskFirst } from './AskFirst';
import { Folded, PartHeading } from './Experiment';
import { LabScene } from './LabScene';
import type { Mistake } from './mistakes';
import { answerQuestion } from './state/answers';
import { TEXTS } from './texts';
import lab from './Lab.module.css';
import styles from './MistakeList.module.css';

/** A formula that is often misunderstood: first a question, then what the code does and what is true. */
function MistakeCard({ mistake }: { mistake: Mistake }) {
  const { id, tex, sentence, question, answers, right, code, truth, see } = mistake;
  return (
    <section className={styles.mistake} aria-label={sentence}>
      <p className={styles.claim}>
        <Tex tex={tex} />
      </p>
      <p className={lab.says}>{sentence}</p>
      <AskFirst mistake={mistake}>
        <p className={lab.says}>
          {question} <b>{answers[right]}.</b>
        </p>
        <p className={lab.says}>
          <b>{TEXTS.theCode}</b> {code}
        </p>
        <p className={lab.says}>
          <b>{TEXTS.theTruth}</b> {truth}
        </p>
        <div className={styles.next} data-chrome>
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
            {TEXTS.askAgain}
          </Button>
        </div>
      </AskFirst>
    </section>
  );
}

/** Questions about formulas, from the level on at which formulas are shown. */
export function MistakeList({ mistakes }: { mistakes: readonly Mistake[] }) {
  return (
    <AtLevel from="course">
      <Folded summary={TEXTS.mistakes.summary(mistakes.length)}>
        <PartHeading title={TEXTS.mistakes.title} about={TEXTS.mistakes.about} />
        <div className={styles.mistakes}>
          {mistakes.map((mistake) => (
            <LabScene key={mistake.id} id={`mistake-${mistake.id}`}>
              <MistakeCard mistake={mistake} />
            </LabScene>
          ))}
        </div>
      </Folded>
    </AtLevel>
  );
}
