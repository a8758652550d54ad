import { useSyncExternalStore } from 'react';
import { lastT, view } from '../../state/link/view';
import { shownSchedule } from '../../state/picture/forwardPath';
import type { Draw } from '../../ui/PixelCanvas';
import { formatWeight } from '../common/format';
import { stage, type StageContent } from './state/stage';

/** What draws a canvas: a stable function, so that the canvas subscribes once. */
type Feed = (draw: Draw) => () => void;

const feed =
  (pick: (content: StageContent) => Float32Array | null): Feed =>
  (draw) =>
    stage.onChange((content) => draw(pick(content)));

export const feedXt = feed(({ kind, xt }) => (kind === 'none' ? null : xt));
export const feedX0Hat = feed(({ x0Hat }) => x0Hat);
export const feedEpsilonHat = feed(({ epsilonHat }) => epsilonHat);
/** The equation's pictures, first to third. */
export const feedTerms: readonly Feed[] = [0, 1, 2].map((i) =>
  feed(({ terms }) => (i < terms.length ? terms[i].picture : null)),
);

/** Live texts of the equation: each term's weight, the t of x_t, and the t of the step before. */
export const liveWeights = [0, 1, 2].map(
  (i) =>
    ({ terms }: StageContent) =>
      i < terms.length ? formatWeight(terms[i].weight) : '–',
);
export const liveT = ({ t }: StageContent) => String(t);
export const liveFromT = ({ tFrom }: StageContent) => String(tFrom);

/** The schedule on the stage. */
export const stageSchedule = () => shownSchedule(view.getState());

const spoken = (t: number) => `t = ${t}, alpha-bar ${stageSchedule().alphaBar[t].toFixed(3)}`;

/** Feeds the scrubber: the slider's t, how that is spoken, and where the path ends. */
export const feedPosition = (move: (position: { t: number; text: string; last: number }) => void) =>
  stage.onChange(() => {
    const state = view.getState();
    move({ t: state.t, text: spoken(state.t), last: lastT(state) });
  });

/** Feeds a plot's cursor: the t of the picture that is shown. */
export const feedShownT = (move: (t: number) => void) => stage.onChange(({ t }) => move(t));

/** Feeds the field of t: the slider's. */
export const feedT = (move: (t: number) => void) =>
  stage.onChange(() => {
    const state = view.getState();
    move(Math.min(state.t, lastT(state)));
  });

/** How the picture on the stage was made. Renders when that changes, not with t. */
export const useStageKind = () => useSyncExternalStore(stage.onChange, () => stage.content.kind);
