import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

/** The stores of the view, which were loaded with it. */
const actions = () => import('./state/actions');

/** From here on so much is hidden that no set is measured. */
const STORY_END = 500;

/** Moves t from where it is when the stores are loaded: several keys may have been pressed by then. */
const moveT = (t: (now: number) => number): void =>
  void actions().then(({ moveDetectT }) => {
    moveDetectT(t(view.getState().detectT));
    endGesture();
  });

export const detectKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: PAGE_TEXTS.space,
      run: () => void actions().then(({ toggleDetecting }) => toggleDetecting()),
    },
    { key: 'Home', label: 'Home', run: () => moveT(() => 1) },
    { key: 'End', label: 'End', run: () => moveT(() => 1000) },
  ],
  elementKeys: [{ label: 'Arrows', does: PAGE_TEXTS.arrows }],
  move: (by) => moveT((t) => t + by),
  told: () => Math.min(1, (view.getState().detectT - 1) / (STORY_END - 1)),
  reveal: () => actions().then(({ startShownSets }) => startShownSets()),
  stop: () => actions().then(({ stopDetecting }) => stopDetecting()),
};
