import type { View } from '../common/view';
import { editKeys } from './keys';

export const edit: View = {
  page: 'edit',
  name: 'Edit',
  title: 'Denoise, fill in, restyle a picture; keep the hand, change the digit',
  content: { load: () => import('./EditView') },
  keys: editKeys,
};
