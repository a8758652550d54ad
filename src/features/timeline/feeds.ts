import { correlation } from '../../diffusion/numbers/correlation';
import { fixed, share } from '../../diffusion/numbers/formatNumber';
import { useSyncExternalStore } from 'react';
import { lastT, view } from '../../state/link/view';
import { forwardPath, shownSchedule } from '../../state/picture/forwardPath';
import { shownX0 } from '../../state/picture/shownX0';
import type { Draw } from '../../ui/PixelCanvas';
import type { Position } from '../../ui/Scrubber';
import { formatWeight } from '../common/format';
import { stage, type StageContent } from './state/stage';
import { tInWords } from '../common/texts';
import { TEXTS } from './texts';

/** Feeds a canvas: a stable function, so that the canvas subscribes once. */
const feed = (pick: (content: StageContent) => Float32Array | null) => (draw: Draw) =>
  stage.onChange((content) => draw(pick(content)));

export const feedXt = feed(({ kind, xt }) => (kind === 'none' ? null : xt));
export const feedX0Hat = feed(({ x0Hat }) => x0Hat);
export const feedEpsilonHat = feed(({ epsilonHat }) => epsilonHat);
/** The equation's pictures, first to third. */
export const feedTerms = [0, 1, 2].map((i) => feed(({ terms }) => terms.at(i)?.picture ?? null));

/** Live texts of the equation: each term's weight, the t of x_t, and the t of the step before. */
export const liveWeights = [0, 1, 2].map((i) => (): string => {
  const term = stage.content.terms.at(i);
  return term ? formatWeight(term.weight) : '–';
});
export const liveT = () => String(stage.content.t);
export const liveFromT = () => String(stage.content.tFrom);

/** The schedule on the stage. */
export const stageSchedule = () => shownSchedule(view.getState());

/** How well epsilonHat agrees with the noise of the chain's last step, and with all its noise; empty while it is asked. */
export const liveAgreement = (): string => {
  const { kind, t, tHat, xt, terms, epsilonHat } = stage.content;
  if (kind !== 'chain' || !epsilonHat || t !== tHat) return '';
  const { x0 } = forwardPath(shownX0(), view.getState());
  const signal = Math.sqrt(stageSchedule().alphaBar[t]);
  const noise = xt.map((x, i) => x - signal * x0[i]);
  const [withStep, withAll] = [terms[1].picture, noise].map((each) =>
    fixed(correlation(epsilonHat, each), 2),
  );
  return TEXTS.agreement(t, withStep, withAll);
};

/** Feeds the scrubber: the slider's t, how that is shown and spoken, and where the path ends. */
export const feedPosition = (move: (position: Position) => void) =>
  stage.onChange(() => {
    const state = view.getState();
    const { t, level } = state;
    const flag = tInWords(t, level);
    const spoken = level === 'picture' ? flag : TEXTS.spoken(t, share(stageSchedule().alphaBar[t], 3));
    move({ t, flag, spoken, last: lastT(state) });
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

/** Whether no step made the picture: the path starts there, or there is none yet. */
export const hasNoTerms = (kind: StageContent['kind']) => kind === 'start' || kind === 'none';
