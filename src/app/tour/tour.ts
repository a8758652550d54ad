import { createStore } from 'zustand/vanilla';
import { isOpenedBare, openLink } from '../../state/link/url';
import { STOPS } from './stops';

const STORED = 'thousand-steps-tour';

/** The number of the stop that is open, from 0; null when there is no tour. */
export const tour = createStore<{ at: number | null }>(() => ({ at: null }));

/** Notes that the tour has been shown. @returns whether it was shown before */
function noteShown(): boolean {
  try {
    const wasShown = localStorage.getItem(STORED) !== null;
    localStorage.setItem(STORED, 'shown');
    return wasShown;
  } catch {
    return true; // where nothing can be stored it would come at every visit
  }
}

/** Opens a stop; past the last one the tour ends in the free page. */
export function goToStop(at: number): void {
  if (at >= STOPS.length) {
    endTour();
    openLink('?');
    return;
  }
  tour.setState({ at });
  openLink(STOPS[at].link);
}

export function startTour(): void {
  noteShown();
  goToStop(0);
}

/** Leaves everything as it is. */
export const endTour = (): void => tour.setState({ at: null });

/** At the first visit the tour comes by itself, unless a link leads somewhere else. It starts with what the page shows anyway. */
export function offerTour(): void {
  if (isOpenedBare() && !noteShown()) tour.setState({ at: 0 });
}
