import { formatCount } from '../../diffusion/numbers/formatCount';
import { useStore } from 'zustand';
import { training } from './state/stores';
import { useView } from '../../state/link/useView';
import { excludedClass, ANY_DIGIT } from '../../state/link/fieldKinds';
import { Term } from '../common/glossary/Term';
import { Figures } from './Figures';
import { TEXTS } from './texts';
import styles from './Story.module.css';

/** What will happen, before anything has been trained; then how far it is. Both take the same room. */
export function Story() {
  const isEmpty = useStore(training.store, (state) => state.run === null);
  return <div className={styles.story}>{isEmpty ? <Invitation /> : <Figures />}</div>;
}

function Invitation() {
  const { trainBatch, trainGoal, trainLabel } = useView('trainBatch', 'trainGoal', 'trainLabel');
  const unseen = excludedClass(trainLabel);
  return (
    <section aria-label={TEXTS.invitation}>
      <h2>{TEXTS.heading}</h2>
      <p>
        {TEXTS.story(formatCount(trainGoal), formatCount(trainBatch))}
        <Term name="mnist">{TEXTS.storyDigits}</Term>
        {trainLabel < ANY_DIGIT && TEXTS.storyClass.only(trainLabel)}
        {unseen !== null && TEXTS.storyClass.allBut(unseen)}
        {TEXTS.storyEnd}
      </p>
    </section>
  );
}
