import type { View } from '../common/view';
import { TEXTS } from './texts';

export const glossary: View = {
  page: 'glossary',
  name: TEXTS.name,
  title: TEXTS.title,
  content: { load: () => import('./GlossaryView') },
  keys: { rows: [] },
  isHidden: true,
};
