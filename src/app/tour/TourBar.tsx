import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { Check, X } from 'lucide-react';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { TOUR_BAR } from '../focus';
import { TEXTS } from '../texts';
import { STOPS } from './stops';
import { goToStop, leaveTour, tour } from './tour';
import styles from './TourBar.module.css';

/** The stop of the tour that is open: what to see and to do, and how to go on or leave. */
export function TourBar() {
  const at = useStore(tour, (state) => state.at);
  const isDone = useStore(tour, ({ at, done }) => at !== null && done.has(at));
  const { present, page } = useView('present', 'page');
  const isShown = at !== null && !present;
  const next = useRef<HTMLButtonElement>(null);
  // Before the first picture: the bar's height follows from it.
  useLayoutEffect(() => {
    document.documentElement.dataset.tour = String(isShown);
    return () => {
      document.documentElement.dataset.tour = 'false';
    };
  }, [isShown]);
  if (!isShown) return null;
  const isEnd = at === STOPS.length;
  const { title, text } = isEnd ? TEXTS.end : STOPS[at];
  // Somebody looks around in another view.
  const isAway = !isEnd && STOPS[at].page !== page;
  const isLast = at === STOPS.length - 1;
  const goBack = (): void => {
    goToStop(at - 1);
    // At the first stop there is no way back, and a disabled button loses the focus.
    if (at === 1) next.current?.focus();
  };
  return (
    <aside id={TOUR_BAR} className={styles.bar} aria-label={TEXTS.tourName} tabIndex={-1}>
      <div className={styles.text} role="status">
        <b>
          {isEnd ? title : TEXTS.stop(at + 1, STOPS.length, title)}{' '}
          {isDone && <Check size={16} className={styles.done} aria-label={TEXTS.stopDone} />}
        </b>
        <p>{isAway ? TEXTS.away : text}</p>
      </div>
      <div className={styles.buttons}>
        {isEnd ? (
          <Button look="primary" onClick={leaveTour}>
            {TEXTS.closeTour}
          </Button>
        ) : (
          <>
            {isAway ? (
              <Button look="primary" onClick={() => goToStop(at)}>
                {TEXTS.backToTour}
              </Button>
            ) : (
              <>
                <Button disabled={at === 0} onClick={goBack}>
                  {TEXTS.back}
                </Button>
                <Button
                  ref={next}
                  {...((isDone || isLast) && { look: 'primary' })}
                  onClick={() => goToStop(at + 1)}
                >
                  {isLast ? TEXTS.finish : TEXTS.next}
                </Button>
              </>
            )}
            <Button look="quiet" aria-label={TEXTS.leaveTour} title={TEXTS.leaveTour} onClick={leaveTour}>
              <X size={16} aria-hidden="true" />
            </Button>
          </>
        )}
      </div>
    </aside>
  );
}
