import type { View } from '../common/view';
import { generateKeys } from './keys';

export const generate: View = {
  page: 'generate',
  name: 'Generate',
  title: 'Many samples at once, compared and questioned',
  content: { load: () => import('./GenerateView') },
  keys: generateKeys,
};
