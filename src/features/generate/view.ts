import { view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import type { View } from '../common/view';
import { generateKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { sceneLevels } from './state/scenes';

export const generate: View = {
  page: 'generate',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  get scenes() {
    const levels = sceneLevels(view.getState());
    return PAGE_TEXTS.scenes.map((title, at) => ({ title, level: levels[at] }));
  },
  content: { load: () => import('./GenerateView') },
  keys: generateKeys,
  runs: {
    samplers: () =>
      withPart(
        () => import('./state/panels'),
        ({ measuring }) => measuring,
      ),
  },
};
