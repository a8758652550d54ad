import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import type { ViewState } from './codec';
import { initialView, isAtStart, VIEW_KEYS } from './codec';

/** Where somebody is, rather than what was chosen. */
type Place =
  | 'page'
  | 't'
  | 'present'
  | 'chosen'
  | 'place'
  | 'gridT'
  | 'tile'
  | 'copied'
  | 'editT'
  | 'editTile'
  | 'strength'
  | 'detectT'
  | 'detectThreshold';
/** Places that one slides through: the link follows when the gesture has ended. */
export const SLID: readonly string[] = [
  't',
  'place',
  'gridT',
  'tile',
  'editT',
  'editTile',
  'strength',
  'detectT',
  'detectThreshold',
] satisfies Place[];
/** Those that Reset need not be there for. */
const UNMOVED: readonly string[] = ['page', 'present', ...SLID];
const PLACES: readonly string[] = ['chosen', 'copied', ...UNMOVED];

/** What undo brings back: the parameters. Where the slider stands, or that the page is presented, is no change to undo. */
type Undone = Omit<ViewState, Place> & Partial<Pick<ViewState, 'detectT'>>;
const UNDONE = VIEW_KEYS.filter((name): name is keyof Undone => !PLACES.includes(name));

/** Whether the change under way is a jump: it takes a place along, and so does its undoing. */
let jumping = false;
const undone = (): readonly (keyof Undone)[] => (jumping ? [...UNDONE, 'detectT'] : UNDONE);

/** The one serialisable state of the page: what a link restores and what undo steps through. */
export const view = createStore<ViewState>()(
  temporal(initialView, {
    limit: 100,
    partialize: (state) =>
      Object.fromEntries(undone().map((name) => [name, state[name]])) as unknown as Undone,
    equality: (a, b) => undone().every((name) => a[name] === b[name]),
  }),
);

/** The largest t of the path on the stage: a stopped path ends where it was stopped. */
export function lastT(state: ViewState): number {
  return state.mode === 'denoise' ? state.from : 1000;
}

/** Moves the slider. Rounded and clamped to the path. */
export function setT(t: number): void {
  const state = view.getState();
  const next = Math.min(lastT(state), Math.max(0, Math.round(t)));
  if (next !== state.t) view.setState({ t: next });
}

/** Changes parameters; the slider stays where the new path allows. */
export function patchView(change: Partial<ViewState>): void {
  const next = { ...view.getState(), ...change };
  view.setState({
    ...change,
    t: Math.min(next.t, lastT(next)),
    chosen: next.chosen < next.tries ? next.chosen : 0,
  });
}

/** Everything back to where a bare link starts; one undo away. */
export function resetView(): void {
  const { page, present } = view.getState();
  view.setState({ ...initialView(), page, present });
}

/** Makes a change, or steps through them, as a jump. */
function asJump(isJump: boolean, change: () => void): void {
  jumping = isJump;
  try {
    change();
  } finally {
    jumping = false;
  }
}

/** Changes parameters together with t: unlike sliding there, it is one step to undo as a whole. */
export const jump = (change: Partial<ViewState>): void => asJump(true, () => patchView(change));

export function undo(): void {
  const { pastStates, undo: back } = view.temporal.getState();
  asJump(pastStates.at(-1)?.detectT !== undefined, back);
  patchView({});
}

export function redo(): void {
  const { futureStates, redo: forth } = view.temporal.getState();
  asJump(futureStates.at(-1)?.detectT !== undefined, forth);
  patchView({});
}

/** Whether a parameter still stands where a bare link has it. */
export function isInitial(state: ViewState): boolean {
  return VIEW_KEYS.every((name) => UNMOVED.includes(name) || isAtStart(name, state));
}
