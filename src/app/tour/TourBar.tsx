import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Check, X } from 'lucide-react';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { STOPS } from './stops';
import { endTour, goToStop, tour } from './tour';
import styles from './TourBar.module.css';

/** The stop of the tour that is open: what to see and to do, and how to go on or leave. */
export function TourBar() {
  const at = useStore(tour, (state) => state.at);
  const isDone = useStore(view, (state) => at !== null && STOPS[at].isDone?.(state) === true);
  const present = useStore(view, (state) => state.present);
  const isShown = at !== null && !present;
  useEffect(() => {
    document.documentElement.dataset.tour = String(isShown);
  }, [isShown]);
  if (!isShown) return null;
  const { title, text } = STOPS[at];
  const isLast = at === STOPS.length - 1;
  return (
    <aside className={styles.bar} aria-label="Tour">
      <div className={styles.text} role="status">
        <b>
          {at + 1} of {STOPS.length} · {title}{' '}
          {isDone && <Check size={16} className={styles.done} aria-label="done" />}
        </b>
        <p>{text}</p>
      </div>
      <div className={styles.buttons}>
        <Button disabled={at === 0} onClick={() => goToStop(at - 1)}>
          Back
        </Button>
        <Button {...((isDone || isLast) && { look: 'primary' })} onClick={() => goToStop(at + 1)}>
          {isLast ? 'Finish' : 'Next'}
        </Button>
        <Button look="quiet" aria-label="Leave the tour" title="Leave the tour" onClick={endTour}>
          <X size={16} aria-hidden="true" />
        </Button>
      </div>
    </aside>
  );
}
