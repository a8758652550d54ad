import { endGesture } from '../../state/link/url';
import { withPart } from '../../state/withPart';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

/** The stores of the view, which were loaded with it. */
const actions = () => import('./state/actions');

/** From here on so much is hidden that no set is measured. */
const STORY_END = 500;

/** Moves t from where it is when the stores are loaded: several keys may have been pressed by then. */
const moveT = (t: (now: number) => number): void =>
  void withPart(actions, ({ moveDetectT }) => {
    moveDetectT(t(view.getState().detectT));
    endGesture();
  });

export const detectKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: PAGE_TEXTS.space,
      run: () => void withPart(actions, ({ toggleDetecting }) => toggleDetecting()),
    },
    { key: 'Home', label: 'Home', run: () => moveT(() => 1) },
    { key: 'End', label: 'End', run: () => moveT(() => 1000) },
  ],
  elementKeys: [{ label: 'Arrows', does: PAGE_TEXTS.arrows }],
  move: (by) => moveT((t) => t + by),
  told: () => Math.min(1, (view.getState().detectT - 1) / (STORY_END - 1)),
  reveal: async () => (await withPart(actions, ({ startShownSets }) => startShownSets())) ?? false,
  stop: async () => (await withPart(actions, ({ stopDetecting }) => stopDetecting())) ?? false,
};
