import { createStore } from 'zustand/vanilla';
import { FIELDS_OF_VIEWS, fieldsWhere, type ViewState } from '../../state/link/fields/table';
import { NO_CHAPTER } from '../../state/link/fields/lecture';
import { correct, isEmbedded, isOpenedBare, noteEntry, openLink, openNoted } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { listen } from '../../state/listen';
import { focusTour, focusView } from '../focus';
import { STOPS } from './stops';

const STORED = 'thousand-steps-tour';

interface Tour {
  /** The number of the stop that is open, from 0; after the last one, `STOPS.length`, its end. Null when there is no tour. */
  readonly at: number | null;
  /** The stops whose task has been done. */
  readonly done: ReadonlySet<number>;
}

export const tour = createStore<Tour>(() => ({ at: null, done: new Set() }));

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

const PARAMETERS = fieldsWhere((field) => field.undo === 'parameter');
const OF_TRAIN: readonly string[] = Object.keys(FIELDS_OF_VIEWS.train);

/** What the settings were before the tour, and the values that its stops gave them. */
let before: ViewState = view.getState();
const setByStops = new Map<keyof ViewState, Set<unknown>>();

/** Opens a stop by `open`, and notes the settings that this changes. */
function openStop(at: number, open: (query: string) => void): void {
  const old = view.getState();
  if (tour.getState().at === null) {
    before = old;
    setByStops.clear();
    tour.setState({ done: new Set() });
  }
  tour.setState({ at });
  open(STOPS[at].link);
  const now = view.getState();
  for (const name of PARAMETERS)
    if (now[name] !== old[name]) setByStops.set(name, (setByStops.get(name) ?? new Set()).add(now[name]));
}

/** Settings that the stops made go back to what they were; those that the reader changed stay, and those of a training that is open. */
function restoreSettings(): void {
  const now = view.getState();
  const names = [...setByStops]
    .filter(([name, values]) => values.has(now[name]) && !(now.page === 'train' && OF_TRAIN.includes(name)))
    .map(([name]) => name);
  setByStops.clear();
  // A run that was made with these settings leaves the stage: with others it would begin anew.
  if (names.some((name) => name !== 'mode') && now.page === 'timeline') names.push('mode');
  correct(Object.fromEntries(names.map((name) => [name, before[name]])));
}

/** Opens a stop; past the last one the tour ends where the reader is. */
export function goToStop(at: number): void {
  if (at < STOPS.length) {
    openStop(at, (query) => openNoted(query, { stop: at } satisfies Note));
    return;
  }
  restoreSettings();
  tour.setState({ at: STOPS.length });
  noteEntry({ stop: at } satisfies Note);
}

export function startTour(): void {
  noteShown();
  patchView(NO_CHAPTER); // a lecture leaves its place to the tour
  goToStop(0);
  focusTour();
}

/** Takes the tour's bar away, and stays in the view that is open. */
export function leaveTour(): void {
  restoreSettings();
  tour.setState({ at: null });
  noteEntry(null);
  focusView();
}

/** At the first visit the tour comes by itself, unless a link leads somewhere else. */
export function offerTour(): void {
  if (!isOpenedBare() || isEmbedded() || noteShown()) return;
  openStop(0, openLink);
  noteEntry({ stop: 0 } satisfies Note);
}

/** Ticks the open stop once its task is done; it stays ticked. */
function tick(state: ViewState): void {
  const { at, done } = tour.getState();
  if (at !== null && !done.has(at) && STOPS[at]?.isDone?.(state))
    tour.setState({ done: new Set(done).add(at) });
}

/**
 * The browser's Back and Forward lead from stop to stop, and out of the tour. One that was left does not come back with them.
 * What is done at a stop is ticked.
 * @returns how to stop that
 */
export function connectTour(): () => void {
  const stopTicking = view.subscribe(tick);
  // A chapter of the lecture takes its place.
  const stopForLecture = view.subscribe(({ chapter }) => {
    if (chapter !== '' && tour.getState().at !== null) tour.setState({ at: null });
  });
  const stopListening = listen('popstate', ({ state }) => {
    if (tour.getState().at !== null) tour.setState({ at: isNote(state) ? state.stop : null });
  });
  return () => {
    stopTicking();
    stopForLecture();
    stopListening();
  };
}
