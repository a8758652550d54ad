import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { labKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { scenesOf } from './scenes';

export const lab: View = {
  page: 'lab',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  content: { load: () => import('./LabView') },
  keys: labKeys,
  get scenes() {
    return scenesOf(view.getState()).map(({ title }) => title);
  },
};
