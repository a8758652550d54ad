import { endGesture } from '../../state/link/url';
import { withPart } from '../../state/withPart';
import { view } from '../../state/link/view';
import type { ViewKeys } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

/** What makes the pictures. It is fetched with the view. */
const stores = () => import('./state/grids');

const panels = () => import('./state/panels');

/** Shows another t, computed from the newest one: several keys may come before the first takes effect. */
const lookAt = (next: (t: number) => number): void =>
  void withPart(stores, ({ lookAtT }) => {
    lookAtT(next(view.getState().gridT));
    endGesture();
  });

/** The arrows move through t, towards data. */
export const generateKeys: ViewKeys = {
  rows: [
    {
      key: ' ',
      label: 'Space',
      does: PAGE_TEXTS.space,
      run: () => void withPart(panels, ({ pressMainButton }) => pressMainButton()),
    },
    { key: 'Home', label: 'Home', run: () => lookAt(() => 1000) },
    { key: 'End', label: 'End', run: () => lookAt(() => 0) },
  ],
  elementKeys: [{ label: 'Arrows, Enter', does: PAGE_TEXTS.arrows }],
  move: (by) => lookAt((t) => t - by),
  told: () => 1 - view.getState().gridT / 1000,
  reveal: async () => (await withPart(panels, ({ startPanel }) => startPanel())) ?? false,
  stop: async () => (await withPart(panels, ({ stopEverything }) => stopEverything())) ?? false,
};
