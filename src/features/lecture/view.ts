import type { View } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

export const lecture: View = {
  page: 'lecture',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  content: { load: () => import('./LectureView') },
  keys: {
    rows: [],
    elementKeys: [
      { label: '1 to 4, Enter', does: PAGE_TEXTS.answerKeys },
      { label: 'N', does: PAGE_TEXTS.notesKey },
    ],
  },
  isHidden: true,
};
