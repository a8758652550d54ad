import type { View } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

export const glossary: View = {
  page: 'glossary',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  content: { load: () => import('./GlossaryView') },
  keys: { rows: [] },
  isHidden: true,
};
