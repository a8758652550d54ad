import { endGesture } from '../../state/link/url';
import { patchView, view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import type { ViewKeys } from '../common/view';
import { directionOf } from './state/direction';
import { PAGE_TEXTS } from './pageTexts';

/** Fetched with the view. */
const looks = () => import('./state/looks');
const controls = () => import('./state/controls');
const learn = () => import('./state/learning');
const solvers = () => import('./state/solverErrors');

/** The scene of the solvers, in the part with ways back. */
const SOLVERS_SCENE = 2;

function goTo(t: number): void {
  patchView({ planeT: Math.min(1000, Math.max(0, t)) });
  endGesture();
}
const direction = (): 1 | -1 => directionOf(view.getState().planePart);

export const planeKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: PAGE_TEXTS.playKey,
      run: () => void withPart(looks, ({ walk }) => walk.toggle()),
    },
    { key: 'Home', label: 'Home', run: () => goTo(0) },
    { key: 'End', label: 'End', run: () => goTo(1000) },
  ],
  elementKeys: [{ label: 'Arrows', does: PAGE_TEXTS.cursorKeys }],
  move: (by) => goTo(view.getState().planeT + by),
  direction,
  told: () => {
    const share = view.getState().planeT / 1000;
    return direction() > 0 ? share : 1 - share;
  },
  reveal: async () => {
    const { scene, planePart } = view.getState();
    if (scene === SOLVERS_SCENE)
      return (await withPart(solvers, ({ compareIfIdle }) => compareIfIdle())) ?? false;
    if (scene > 0 || planePart !== 'learn') return false;
    return (await withPart(learn, ({ trainIfIdle }) => trainIfIdle())) ?? false;
  },
  stop: async () => (await withPart(controls, ({ stopPlane }) => stopPlane())) ?? false,
};
