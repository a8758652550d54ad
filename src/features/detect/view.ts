import type { View } from '../common/view';
import { detectKeys } from './keys';

export const detect: View = {
  page: 'detect',
  name: 'Detect',
  title: 'What the network has not learned: anomaly maps, scores and ROC curves',
  content: { load: () => import('./DetectView') },
  keys: detectKeys,
};
