import type { View } from '../common/view';

export const glossary: View = {
  page: 'glossary',
  name: 'Glossary',
  title: 'The words of diffusion, each in two sentences',
  content: { load: () => import('./GlossaryView') },
  keys: { rows: [] },
  isHidden: true,
};
