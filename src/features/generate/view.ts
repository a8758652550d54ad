import type { View } from '../common/view';
import { generateKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';

export const generate: View = {
  page: 'generate',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  scenes: PAGE_TEXTS.scenes,
  content: { load: () => import('./GenerateView') },
  keys: generateKeys,
};
