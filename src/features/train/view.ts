import { patchView } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import type { View } from '../common/view';
import { startFirst, TRAIN, trainKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { hasLosses } from './state/hasLosses';
import { TrainMark } from './TrainMark';

export const train: View = {
  page: 'train',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  scenes: [
    PAGE_TEXTS.scenes.training,
    { title: PAGE_TEXTS.scenes.film, level: 'picture', filled: hasLosses },
    { title: PAGE_TEXTS.scenes.bands, level: 'course', filled: hasLosses },
  ],
  content: { load: () => import('./TrainView') },
  keys: trainKeys,
  // A training outlives its step.
  runs: { training: () => Promise.resolve({ start: startFirst, stop: () => undefined }) },
  globalKeys: [TRAIN],
  TabMark: TrainMark,
  files: {
    accepts: ({ name }) => /\.safetensors$/i.test(name),
    take: (file) => {
      patchView({ page: 'train' });
      void withPart(
        () => import('./state/stores'),
        ({ files }) => files.importRun(file),
      );
    },
  },
};
