import type { View } from '../common/view';
import { labKeys } from './keys';

export const lab: View = {
  page: 'lab',
  name: 'Lab',
  title: 'Ways back from noise, right and wrong, tried out',
  content: { load: () => import('./LabView') },
  keys: labKeys,
};
