import { createStore } from 'zustand/vanilla';
import { decodeView, encodeView, FOREIGN } from './codec';
import { fieldsWhere } from './fields/table';
import type { ViewState } from './fields/table';
import { patchUnrecorded, view } from './view';
import { notify } from '../notices';

/** Bumped when a drag ends: the URL is written on release, not on every move. */
const release = createStore<{ count: number }>(() => ({ count: 0 }));

/** Says that a gesture has ended, so that the link may follow. */
export function released(): void {
  release.setState(({ count }) => ({ count: count + 1 }));
}

/** Parameters of the link that choose how the page runs (`?backend=`), kept as they came. */
function foreign(): URLSearchParams {
  const kept = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(location.search))
    if (FOREIGN.includes(name)) kept.set(name, value);
  return kept;
}

/** The address of exactly what is on the screen. */
export function link(state: ViewState = view.getState()): string {
  const params = encodeView(state);
  for (const [name, value] of foreign()) params.set(name, value);
  const query = params.toString();
  return location.pathname + (query ? `?${query}` : '') + location.hash;
}

let first = new URLSearchParams();

/** The parameters that the page was opened with. */
export const openedWith = (): URLSearchParams => first;

function readLocation(): void {
  const { view: state, problems } = decodeView(new URLSearchParams(location.search));
  view.setState(state);
  if (problems.length > 0)
    notify({
      kind: 'warning',
      text: `Parts of the link were not understood and were left out. ${problems.join(' ')}`,
    });
}

/** Fields whose changes need no release to be written. */
const WRITTEN_AT_ONCE = fieldsWhere((field) => !field.slides);
const WRITE_DELAY_MS = 250;

/** Whether the next writing makes an entry of its own. */
let push = false;

/** Puts right what the view cannot show: no step to undo and no entry of its own, which would lead back to it for ever. */
export function correct(change: Partial<ViewState>): void {
  const before = push;
  patchUnrecorded(change);
  push = before;
}

/**
 * Restores the link's state and keeps the address in step: parameters push an entry (Back undoes them), the slider
 * replaces it. Returns how to stop.
 */
export function connectUrl(): () => void {
  first = new URLSearchParams(location.search);
  readLocation();
  view.temporal.getState().clear();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const next = link();
    if (next !== location.pathname + location.search + location.hash)
      history[push ? 'pushState' : 'replaceState'](null, '', next);
    push = false;
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(write, WRITE_DELAY_MS);
  };
  const stopView = view.subscribe((state, previous) => {
    if (!WRITTEN_AT_ONCE.some((name) => state[name] !== previous[name])) return;
    push = true;
    schedule();
  });
  const stopRelease = release.subscribe(schedule);
  const back = (): void => {
    readLocation();
    // What was read needs no writing: an entry pushed here would destroy the way forward.
    clearTimeout(timer);
    push = false;
  };
  addEventListener('popstate', back);
  return () => {
    clearTimeout(timer);
    stopView();
    stopRelease();
    removeEventListener('popstate', back);
  };
}
