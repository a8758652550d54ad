import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { detectKeys } from './keys';

export const detect: View = {
  page: 'detect',
  name: 'Detect',
  title: 'What is no digit: where the network is wrong, and by how much',
  scenes: [
    'The picture',
    { title: 'The score', level: 'course' },
    'Compared with digits',
    { title: 'The ROC curve', level: 'course' },
    { title: 'Which t', level: 'course' },
    'Hard cases',
    { title: 'One class left out', level: 'course' },
  ],
  content: { load: () => import('./DetectView') },
  keys: detectKeys,
  files: {
    // Elsewhere a picture is made a digit; here it is taken as it is.
    accepts: ({ type }) => view.getState().page === 'detect' && type.startsWith('image/'),
    take: (file) => void import('./state/anyPicture').then(({ takeAnyFile }) => takeAnyFile(file)),
  },
};
