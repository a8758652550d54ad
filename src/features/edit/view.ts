import type { View } from '../common/view';
import { editKeys } from './keys';
import { TEXTS } from './texts';

export const edit: View = {
  page: 'edit',
  name: TEXTS.name,
  title: TEXTS.title,
  scenes: TEXTS.scenes,
  content: { load: () => import('./EditView') },
  keys: editKeys,
};
