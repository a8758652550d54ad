import { useStore } from 'zustand';
import { keeping, training } from './state/stores';
import { useView } from '../../state/link/useView';
import { excludedClass, ANY_DIGIT } from '../../state/link/fieldKinds';
import { measuredRate } from './estimate';
import { count, duration } from './format';
import styles from './Invitation.module.css';

/** What will happen, before anything has been trained. */
export function Invitation() {
  const none = useStore(training.store, (state) => state.run === null);
  const runs = useStore(keeping.store, (state) => state.runs);
  const { trainNetwork, trainBatch, trainGoal, trainDigits, trainLabel } = useView(
    'trainNetwork',
    'trainBatch',
    'trainGoal',
    'trainDigits',
    'trainLabel',
  );
  if (!none) return null;
  const unseen = excludedClass(trainLabel);
  const rate = measuredRate(runs, { network: trainNetwork, batch: trainBatch });
  return (
    <section className={styles.invitation} aria-label="What will happen">
      <h2>Teach a network to draw digits</h2>
      <p>
        It starts from random weights and knows nothing. In each of {count(trainGoal)} updates it gets{' '}
        {count(trainBatch)} of {count(trainDigits)} handwritten digits{' '}
        {trainLabel < ANY_DIGIT && `(only the ${trainLabel}s) `}
        {unseen !== null && `(all but the ${unseen}s) `}
        of MNIST, each mixed with noise, and learns to tell the noise from the digit. Now and then it turns
        the same ten pieces of noise into pictures: watch them become digits.
      </p>
      <p className={styles.time}>
        {rate === undefined
          ? 'How long that takes depends on this device: it is measured from the first updates on. '
          : `About ${duration(trainGoal / rate)} here, at ${rate.toFixed(1)} updates a second as measured last time. `}
        Pause whenever you like (Space): nothing is lost, and nothing leaves this device. It goes on while
        this tab is hidden.
      </p>
    </section>
  );
}
