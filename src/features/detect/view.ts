import { view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import type { View } from '../common/view';
import { detectKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { hasAnswer } from './state/hasAnswer';

const { scenes: SCENES } = PAGE_TEXTS;

export const detect: View = {
  page: 'detect',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  scenes: [
    SCENES.picture,
    { title: SCENES.score, level: 'course' },
    SCENES.compared,
    { title: SCENES.roc, level: 'course', filled: hasAnswer },
    { title: SCENES.times, level: 'course', filled: hasAnswer },
    { title: SCENES.hardest, level: 'picture', filled: hasAnswer },
    { title: SCENES.exercise, level: 'course' },
  ],
  content: { load: () => import('./DetectView') },
  keys: detectKeys,
  runs: {
    sets: () =>
      withPart(
        () => import('./state/sets'),
        ({ pictureSets }) => pictureSets,
      ),
  },
  files: {
    // Elsewhere a picture is made a digit; here it is taken as it is.
    accepts: ({ type }) => view.getState().page === 'detect' && type.startsWith('image/'),
    take: (file) =>
      void withPart(
        () => import('./state/anyPicture'),
        ({ takeAnyFile }) => takeAnyFile(file),
      ),
  },
};
