import type { Draw } from '../../ui/PixelCanvas';
import { shownSchedule } from '../../state/forward';
import { onStage } from '../../state/stage';
import type { Stage } from '../../state/stage';
import { position } from '../../state/film';
import type { Position } from '../../state/film';
import { lastT, view } from '../../state/view';

/** Feeds of the canvases: stable functions, so that a canvas subscribes once. */
type Feed = (draw: Draw) => () => void;

const feed =
  (pick: (stage: Stage) => Float32Array | null): Feed =>
  (draw) =>
    onStage((stage) => draw(pick(stage)));

export const feedXt = feed((stage) => (stage.kind === 'none' ? null : stage.xt));
export const feedX0Hat = feed((stage) => stage.x0Hat);
export const feedEpsilonHat = feed((stage) => stage.epsilonHat);
const term = (i: number) => feed((stage) => (i < stage.terms.length ? stage.terms[i].picture : null));
/** The equation's pictures, first to third. */
export const feedTerms: readonly Feed[] = [term(0), term(1), term(2)];

/** The schedule on the stage. */
export const stageSchedule = () => shownSchedule(view.getState());

const spoken = (t: number) => `t = ${t}, alpha-bar ${stageSchedule().alphaBar[t].toFixed(3)}`;

/** Feeds the scrubber. */
export const feedPosition = (move: (position: Position) => void) => onStage(() => move(position(spoken)));

/** Feeds a plot's cursor: the slider's t, also where the stage shows the nearest retained state. */
export const feedT = (move: (t: number) => void) =>
  onStage(() => {
    const state = view.getState();
    move(Math.min(state.t, lastT(state)));
  });
