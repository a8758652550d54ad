import { patchView } from '../../state/link/view';
import { type View, withKey } from '../common/view';
import { TRAIN, trainKeys } from './keys';
import { TrainMark } from './TrainMark';

export const train: View = {
  page: 'train',
  name: 'Train',
  title: withKey('A small network learns in this tab', TRAIN),
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
