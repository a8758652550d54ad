import { createStore } from 'zustand/vanilla';
import { notify } from '../notices';
import { decodeView, encodeView, FOREIGN } from './codec';
import { fieldsWhere, type ViewState } from './fields/table';
import { patchUnrecorded, view } from './view';

/** Fields whose changes need no release to be written. */
const WRITTEN_AT_ONCE = fieldsWhere((field) => !field.slides);
const WRITE_DELAY_MS = 250;

/** Bumped when a gesture ends: the address is written on release, not on every move. */
const release = createStore<{ count: number }>(() => ({ count: 0 }));

/** Says that a gesture has ended, so that the link may follow. */
export function endGesture(): void {
  release.setState(({ count }) => ({ count: count + 1 }));
}

/** Parameters of the link that choose how the page runs (`?backend=`), as they came. */
function foreignParams(): URLSearchParams {
  const params = new URLSearchParams(location.search);
  return new URLSearchParams([...params].filter(([name]) => FOREIGN.includes(name)));
}

/** The address of exactly what is on the screen. */
export function link(state: ViewState = view.getState()): string {
  const params = encodeView(state);
  for (const [name, value] of foreignParams()) params.set(name, value);
  const query = params.toString();
  return location.pathname + (query ? `?${query}` : '') + location.hash;
}

function readLocation(): void {
  const { view: state, problems } = decodeView(new URLSearchParams(location.search));
  view.setState(state);
  if (problems.length > 0)
    notify({
      kind: 'warning',
      text: `Parts of the link were not understood and were left out. ${problems.join(' ')}`,
    });
}

/** The page's address and its entries in the browser's history. */
function createAddress() {
  let openedWith = new URLSearchParams();
  /** Whether the next writing makes an entry of its own. */
  let isPush = false;

  /** Corrects a view that cannot be shown, without a step to undo or an entry of its own: Back would lead to the broken view again. */
  function correct(change: Partial<ViewState>): void {
    const before = isPush;
    patchUnrecorded(change);
    isPush = before;
  }

  /**
   * Restores the link's state and keeps the address in step: parameters push an entry (Back undoes them), the slider
   * replaces it. Returns a function that stops it.
   */
  function connectUrl(): () => void {
    openedWith = new URLSearchParams(location.search);
    readLocation();
    view.temporal.getState().clear();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const write = (): void => {
      const next = link();
      if (next !== location.pathname + location.search + location.hash)
        history[isPush ? 'pushState' : 'replaceState'](null, '', next);
      isPush = false;
    };
    const schedule = (): void => {
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_DELAY_MS);
    };
    const goBack = (): void => {
      readLocation();
      // What was read needs no writing: an entry pushed here would destroy the way forward.
      clearTimeout(timer);
      isPush = false;
    };
    const stops = [
      view.subscribe((state, previous) => {
        if (!WRITTEN_AT_ONCE.some((name) => state[name] !== previous[name])) return;
        isPush = true;
        schedule();
      }),
      release.subscribe(schedule),
    ];
    addEventListener('popstate', goBack);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      removeEventListener('popstate', goBack);
    };
  }

  return { correct, connectUrl, openedWith: (): URLSearchParams => openedWith };
}

/** `openedWith`: the parameters that the page was opened with. */
export const { correct, connectUrl, openedWith } = createAddress();
