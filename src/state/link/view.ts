import { temporal } from 'zundo';
import { createStore } from 'zustand/vanilla';
import { initialView, isAtStart } from './codec';
import { FIELDS, fieldsWhere, type ViewState } from './fields/table';

const PARAMETERS = fieldsWhere((field) => field.undo === 'parameter');
const isPlace = (name: keyof ViewState): boolean => FIELDS[name].undo === 'place';

const pick = (state: ViewState, names: readonly (keyof ViewState)[]): Partial<ViewState> =>
  Object.fromEntries(names.map((name) => [name, state[name]]));

/** The one serialisable state of the page: what a link restores and what undo steps through. */
export const view = createStore<ViewState>()(
  temporal(initialView, {
    limit: 100,
    partialize: (state): Partial<ViewState> => pick(state, PARAMETERS),
    equality: (a, b) => PARAMETERS.every((name) => a[name] === b[name]),
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

/** What has scenes of its own in presenter mode. */
const HAS_SCENES = ['present', 'page', 'experiment', 'planePart'] as const;

/** Whether two states have different scenes. */
const hasOtherScenes = (a: ViewState, b: ViewState): boolean =>
  HAS_SCENES.some((name) => a[name] !== b[name]);

/** The state after a change: the slider stays where the new path allows; another view begins with its first scene unless the change names one. */
export function changedView(state: ViewState, change: Partial<ViewState>): ViewState {
  const next = { ...state, ...change };
  return {
    ...next,
    t: Math.min(next.t, lastT(next)),
    chosen: next.chosen < next.tries ? next.chosen : 0,
    scene: !next.present ? 0 : hasOtherScenes(state, next) ? (change.scene ?? 0) : next.scene,
  };
}

/** Changes fields, as {@link changedView} says. */
export const patchView = (change: Partial<ViewState>): void =>
  view.setState(changedView(view.getState(), change));

/** Everything back to where a bare link starts; one undo away. */
export function resetView(): void {
  const surviving = fieldsWhere((field) => field.survivesReset === true);
  view.setState({ ...initialView(), ...pick(view.getState(), surviving) });
}

/** Makes a change without a step to undo. */
export function patchUnrecorded(change: Partial<ViewState>): void {
  const { isTracking, pause, resume } = view.temporal.getState();
  pause();
  patchView(change);
  if (isTracking) resume();
}

/** Changes parameters together with places: unlike sliding there, it is one step to undo as a whole. */
export function jump(change: Partial<ViewState>): void {
  const changed = Object.keys(change) as (keyof ViewState)[];
  const state = view.getState();
  if (changed.every((name) => state[name] === change[name])) return;
  const before = pick(state, [...PARAMETERS, ...changed, 'scene']);
  patchUnrecorded(change);
  view.temporal.setState(({ pastStates }) => ({
    pastStates: [...pastStates, before].slice(-100),
    futureStates: [],
  }));
}

/** Takes one step; the places that a jump has changed go along, and are noted for the step back. */
function step(from: 'pastStates' | 'futureStates', to: 'pastStates' | 'futureStates', go: () => void): void {
  const target = view.temporal.getState()[from].at(-1);
  if (!target) return;
  const before = view.getState();
  const places = pick(before, (Object.keys(target) as (keyof ViewState)[]).filter(isPlace));
  go();
  view.temporal.setState((history) => ({
    [to]: [...history[to].slice(0, -1), { ...history[to].at(-1), ...places }],
  }));
  patchView(target.scene === undefined && hasOtherScenes(before, view.getState()) ? { scene: 0 } : {});
}

export const undo = (): void => step('pastStates', 'futureStates', view.temporal.getState().undo);
export const redo = (): void => step('futureStates', 'pastStates', view.temporal.getState().redo);

const RESETTABLE = fieldsWhere((field) => !field.slides && !field.survivesReset);

/** Whether everything that Reset would put back stands where a bare link has it; places that one slides through do not count. */
export function isInitial(state: ViewState): boolean {
  return RESETTABLE.every((name) => isAtStart(name, state));
}
