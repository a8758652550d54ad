import { view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';
import { sceneHasSlider } from './scenes';

const loadReveal = () => import('./reveal');
/** The view has loaded it already. */
const loadControls = () => import('./state/experimentControls');

export const labKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: PAGE_TEXTS.space,
    run: () => void withPart(loadControls, ({ toggleExperiment }) => toggleExperiment()),
  }),
  // Noise is on the left, data on the right.
  told: () => (sceneHasSlider(view.getState()) ? view.getState().place / 1000 : undefined),
  reveal: async () => (await withPart(loadReveal, ({ revealInScene }) => revealInScene())) ?? false,
  stop: async () => (await withPart(loadControls, ({ stopExperiment }) => stopExperiment())) ?? false,
};
