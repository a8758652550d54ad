import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { detectKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';

export const detect: View = {
  page: 'detect',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  scenes: PAGE_TEXTS.scenes,
  content: { load: () => import('./DetectView') },
  keys: detectKeys,
  files: {
    // Elsewhere a picture is made a digit; here it is taken as it is.
    accepts: ({ type }) => view.getState().page === 'detect' && type.startsWith('image/'),
    take: (file) => void import('./state/anyPicture').then(({ takeAnyFile }) => takeAnyFile(file)),
  },
};
