import { patchView } from '../../state/link/view';
import type { View } from '../common/view';
import { TRAIN, trainKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { TrainMark } from './TrainMark';

export const train: View = {
  page: 'train',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  scenes: PAGE_TEXTS.scenes,
  content: { load: () => import('./TrainView') },
  keys: trainKeys,
  globalKeys: [TRAIN],
  TabMark: TrainMark,
  files: {
    accepts: ({ name }) => /\.safetensors$/i.test(name),
    take: (file) => {
      patchView({ page: 'train' });
      void import('./state/stores').then(({ files }) => files.importRun(file));
    },
  },
};
