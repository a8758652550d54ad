import { createStore } from 'zustand/vanilla';
import { notify } from '../notices';
import { decodeView, encodeView, FOREIGN } from './codec';
import { fieldsWhere, type ViewState } from './fields/table';
import { jump, lastT, patchUnrecorded, view } from './view';

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

/** Counts the links that were opened, by the browser or on the page. */
export const openedLinks = createStore<{ count: number }>(() => ({ count: 0 }));

/** The state that link parameters describe. What is not understood is said. A run without a t is seen from its start. */
function readLink(params: URLSearchParams): { state: ViewState; isBad: boolean } {
  const { view: state, problems } = decodeView(params);
  if (state.mode !== 'forward' && !params.has('t')) state.t = lastT(state);
  const isBad = problems.length > 0;
  if (isBad)
    notify({
      kind: 'warning',
      text: `Parts of the link were not understood and were left out. ${problems.join(' ')}`,
    });
  return { state, isBad };
}

const countLink = (): void => openedLinks.setState(({ count }) => ({ count: count + 1 }));

/**
 * Opens a link of this page without loading the page anew, as one step to undo. Level and presenter mode stay, unless it names them.
 * @param search the link's query, such as `?view=schedule&at=300`
 */
export function openLink(search: string): void {
  const params = new URLSearchParams(search);
  const { level, present } = view.getState();
  const { state } = readLink(params);
  if (!params.has('level')) state.level = level;
  if (!params.has('present')) state.present = present;
  jump(state);
  countLink();
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
    const read = (): void => {
      const { state, isBad } = readLink(new URLSearchParams(location.search));
      view.setState(state);
      countLink();
      // What was read needs no writing: an entry pushed here would destroy the way forward. Bad values leave the address.
      clearTimeout(timer);
      isPush = false;
      if (isBad) write();
    };
    openedWith = new URLSearchParams(location.search);
    read();
    view.temporal.getState().clear();
    const stops = [
      view.subscribe((state, previous) => {
        if (!WRITTEN_AT_ONCE.some((name) => state[name] !== previous[name])) return;
        isPush = true;
        schedule();
      }),
      release.subscribe(schedule),
    ];
    addEventListener('popstate', read);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      removeEventListener('popstate', read);
    };
  }

  return { correct, connectUrl, openedWith: (): URLSearchParams => openedWith };
}

/** `openedWith`: the parameters that the page was opened with. */
export const { correct, connectUrl, openedWith } = createAddress();
