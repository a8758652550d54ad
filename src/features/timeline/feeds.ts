import { useSyncExternalStore } from 'react';
import type { Draw } from '../../ui/PixelCanvas';
import { position } from './state/film';
import type { Position } from './state/film';
import { shownSchedule } from '../../state/picture/forwardPath';
import { onStage, stage } from './state/stage';
import type { Stage } from './state/stage';
import { lastT, view } from '../../state/link/view';

/** Feeds of the canvases: stable functions, so that a canvas subscribes once. */
type Feed = (draw: Draw) => () => void;

const feed =
  (pick: (stage: Stage) => Float32Array | null): Feed =>
  (draw) =>
    onStage((now) => draw(pick(now)));

export const feedXt = feed(({ kind, xt }) => (kind === 'none' ? null : xt));
export const feedX0Hat = feed(({ x0Hat }) => x0Hat);
export const feedEpsilonHat = feed(({ epsilonHat }) => epsilonHat);
const term = (i: number) => feed(({ terms }) => (i < terms.length ? terms[i].picture : null));
/** The equation's pictures, first to third. */
export const feedTerms: readonly Feed[] = [term(0), term(1), term(2)];

/** The schedule on the stage. */
export const stageSchedule = () => shownSchedule(view.getState());

const spoken = (t: number) => `t = ${t}, alpha-bar ${stageSchedule().alphaBar[t].toFixed(3)}`;

/** Feeds the scrubber. */
export const feedPosition = (move: (next: Position) => void) => onStage(() => move(position(spoken)));

/** Feeds a plot's cursor: the t of the picture that is shown. */
export const feedShownT = (move: (t: number) => void) => onStage(({ t }) => move(t));

/** Feeds the field of t: the slider's. */
export const feedT = (move: (t: number) => void) =>
  onStage(() => {
    const state = view.getState();
    move(Math.min(state.t, lastT(state)));
  });

/** How the picture on the stage came about, for React: it renders when that changes, not with t. */
export const useStageKind = () =>
  useSyncExternalStore(
    (listener) => onStage(listener),
    () => stage.kind,
  );
