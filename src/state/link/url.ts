import { createStore } from 'zustand/vanilla';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { decodeView, encodeView, FOREIGN } from './codec';
import { FIELD_NAMES, FIELDS, FIELDS_OF_VIEWS, fieldsWhere, type ViewState } from './fields/table';
import { changedView, jump, lastT, patchUnrecorded, patchView, view } from './view';

/** Fields whose changes need no release to be written. */
const WRITTEN_AT_ONCE = fieldsWhere((field) => !field.slides);
const WRITE_DELAY_MS = 250;
/** So many mistakes of a link are named. */
const MOST_PROBLEMS = 4;

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

/** Whether the address asks for the page to run in some way, such as `embed=1`. */
export const asksFor = (name: string, value: string): boolean => foreignParams().get(name) === value;

/** Whether the page stands inside another one: the step alone, without header. */
export const isEmbedded = (): boolean => asksFor('embed', '1');

/**
 * The address of exactly what is on the screen.
 * @param isWhole not as it is embedded, if it is
 */
export function link(state: ViewState = view.getState(), isWhole = false): string {
  const params = encodeView(state);
  for (const [name, value] of foreignParams()) if (!isWhole || name !== 'embed') params.set(name, value);
  const query = params.toString();
  return location.pathname + (query ? `?${query}` : '') + location.hash;
}

/** Bumped when a link is opened, by the browser or inside the page. */
const opened = createStore<{ count: number }>(() => ({ count: 0 }));
const noteOpened = (): void => opened.setState(({ count }) => ({ count: count + 1 }));

/** Calls the listener after each link that is opened. Returns a function that stops it. */
export const onLinkOpened = (listener: () => void): (() => void) => opened.subscribe(listener);

/** The state that a link describes, and what was not understood. A run without a t is shown from its start. */
function readLink(params: URLSearchParams): ReturnType<typeof decodeView> {
  const decoded = decodeView(params);
  const { view: state } = decoded;
  if (state.mode !== 'forward' && !params.has('t')) state.t = lastT(state);
  return decoded;
}

/** Opens what the address says anew. */
export function reloadPage(): void {
  history.replaceState(null, '', link()); // it may be a moment behind what is on the screen
  location.reload();
}

/**
 * What a link changes when it is opened inside the page: the fields that it names, and the others of its view, which start anew.
 * Other views stay as they are, and so does the picture.
 */
export function changesOf(query: string): Partial<ViewState> {
  const params = new URLSearchParams(query);
  const { view: target } = readLink(params);
  const ofItsView = Object.keys(FIELDS_OF_VIEWS[target.page]).filter((name) => name !== 'source');
  const names = FIELD_NAMES.filter((name) => ofItsView.includes(name) || params.has(FIELDS[name].param));
  const now = view.getState();
  return Object.fromEntries(
    [...names, 'page' as const]
      .filter(
        (name) =>
          // A scene that is named is meant in another view, too.
          (name === 'scene' && params.has(FIELDS.scene.param)) ||
          FIELDS[name].print(target[name] as never) !== FIELDS[name].print(now[name] as never),
      )
      .map((name) => [name, target[name]]),
  );
}

/** The address of what such a link opens now. */
export const linkTo = (query: string): string => link(changedView(view.getState(), changesOf(query)));

/**
 * Opens a link of this page, such as `?view=lab&at=500`, without loading the page again. If it changes a parameter, one step of
 * undo leads back to where the reader was.
 */
export function openLink(query: string): void {
  const change = changesOf(query);
  const hasParameter = (Object.keys(change) as (keyof ViewState)[]).some(
    (name) => FIELDS[name].undo === 'parameter',
  );
  (hasParameter ? jump : patchView)(change);
  noteOpened();
  endGesture();
}

/**
 * Takes the state from the address, as it is opened or come back to: an entry without t was left at t = 0.
 * @returns whether parts of it were not understood
 */
function readLocation(isBack: boolean): boolean {
  const params = new URLSearchParams(location.search);
  const { view: state, problems } = (isBack ? decodeView : readLink)(params);
  view.setState(state);
  if (!isBack) noteOpened();
  if (problems.length > 0)
    notify({
      kind: 'warning',
      text: TEXTS.badLink(problems.slice(0, MOST_PROBLEMS).join(' '), problems.length - MOST_PROBLEMS),
    });
  return problems.length > 0;
}

/** The page's address and its entries in the browser's history. */
function createAddress() {
  let openedWith = new URLSearchParams();
  /** Whether the next writing makes an entry of its own. */
  let isPush = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Writes the address. An entry of its own inherits the note of the one before. */
  function write(): void {
    clearTimeout(timer);
    const next = link();
    if (next !== location.pathname + location.search + location.hash)
      history[isPush ? 'pushState' : 'replaceState'](history.state, '', next);
    isPush = false;
  }

  /** Puts a note on the entry that is shown: Back and Forward bring it along (`popstate`). */
  function noteEntry(note: unknown): void {
    write();
    history.replaceState(note, '');
  }

  /** Opens a link of this page in an entry of its own, even where little changes, and puts a note on it. */
  function openNoted(query: string, note: unknown): void {
    write();
    openLink(query);
    clearTimeout(timer);
    isPush = false;
    history.pushState(note, '', link());
  }

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
    const schedule = (): void => {
      clearTimeout(timer);
      timer = setTimeout(write, WRITE_DELAY_MS);
    };
    const read = (isBack: boolean): void => {
      const isBad = readLocation(isBack);
      // What was read needs no writing: an entry pushed here would destroy the way forward. Bad values leave the address.
      clearTimeout(timer);
      isPush = false;
      if (isBad) write();
    };
    openedWith = new URLSearchParams(location.search);
    read(false);
    view.temporal.getState().clear();
    const stops = [
      view.subscribe((state, previous) => {
        if (!WRITTEN_AT_ONCE.some((name) => state[name] !== previous[name])) return;
        isPush = true;
        schedule();
      }),
      release.subscribe(schedule),
    ];
    const goBack = (): void => read(true);
    addEventListener('popstate', goBack);
    return () => {
      clearTimeout(timer);
      stops.forEach((stop) => stop());
      removeEventListener('popstate', goBack);
    };
  }

  return { correct, connectUrl, noteEntry, openNoted, openedWith: (): URLSearchParams => openedWith };
}

/** `openedWith`: the parameters that the page was opened with. */
export const { correct, connectUrl, noteEntry, openNoted, openedWith } = createAddress();

/** Whether the page was opened without a link that asks for something. */
export const isOpenedBare = (): boolean => [...openedWith().keys()].every((name) => FOREIGN.includes(name));
