import { createStore } from 'zustand/vanilla';
import { isOpenedBare, noteEntry, openNoted } from '../../state/link/url';
import { listen } from '../../state/listen';
import { STOPS } from './stops';

const STORED = 'thousand-steps-tour';

/** The number of the stop that is open, from 0; null when there is no tour. */
export const tour = createStore<{ at: number | null }>(() => ({ at: null }));

/** What the entries of the browser's history carry: the stop that they belong to. */
interface Note {
  readonly stop: number;
}

const isNote = (note: unknown): note is Note =>
  typeof note === 'object' && note !== null && 'stop' in note && typeof note.stop === 'number';

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
  const isPast = at >= STOPS.length;
  tour.setState({ at: isPast ? null : at });
  if (isPast) openNoted('?', null);
  else openNoted(STOPS[at].link, { stop: at } satisfies Note);
}

export function startTour(): void {
  noteShown();
  goToStop(0);
}

/** Leaves everything as it is. */
export function endTour(): void {
  tour.setState({ at: null });
  noteEntry(null);
}

/** At the first visit the tour comes by itself, unless a link leads somewhere else. It starts with what the page shows anyway. */
export function offerTour(): void {
  if (!isOpenedBare() || noteShown()) return;
  tour.setState({ at: 0 });
  noteEntry({ stop: 0 } satisfies Note);
}

/**
 * The browser's Back and Forward lead from stop to stop, and out of the tour. One that was left does not come back with them.
 * @returns how to stop that
 */
export const connectTour = (): (() => void) =>
  listen('popstate', ({ state }) => {
    if (tour.getState().at !== null) tour.setState({ at: isNote(state) ? state.stop : null });
  });
